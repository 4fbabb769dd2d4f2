# The same make targets as on any machine; see the Makefile.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends make git && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/standing
COPY pyproject.toml constraints.txt Makefile README.md ./
COPY corpus corpus
COPY ingest ingest
COPY service service
ENV STANDING_HOME=/srv/standing/.standing
RUN make install && make models && make corpus

FROM python:3.11-slim-bookworm
COPY deploy/ocr-packages.txt /tmp/ocr-packages.txt
RUN apt-get update \
    && xargs -a /tmp/ocr-packages.txt apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /home/standing standing
COPY --from=build --chown=standing /srv/standing /srv/standing
WORKDIR /srv/standing
USER standing
ENV STANDING_HOME=/srv/standing/.standing STANDING_HOST=0.0.0.0 PATH=/srv/standing/.venv/bin:$PATH
EXPOSE 8321
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8321/health/live', timeout=4)"]
CMD ["standing", "serve"]
