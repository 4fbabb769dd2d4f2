# The same make targets that the gate runs; see the Makefile.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/standing
COPY pyproject.toml constraints.txt Makefile README.md ./
COPY deploy/ocr-packages.txt deploy/
COPY corpus corpus
COPY ingest ingest
COPY service service
ENV STANDING_HOME=/srv/standing/.standing
RUN make install EXTRAS=server,s3 TORCH_INDEX=https://download.pytorch.org/whl/cpu && make models && make corpus

FROM python:3.11-slim-bookworm
COPY deploy/ocr-packages.txt /tmp/ocr-packages.txt
# by number: Kubernetes cannot tell whether a named user is root
RUN apt-get update \
    && xargs -a /tmp/ocr-packages.txt apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 standing \
    && useradd --uid 10001 --gid 10001 --no-log-init --create-home --home-dir /home/standing standing \
    && install --directory --owner standing --group standing /srv/archive /srv/chroma
COPY --from=build --chown=10001:10001 /srv/standing /srv/standing
WORKDIR /srv/standing
USER 10001:10001
ENV STANDING_HOME=/srv/standing/.standing STANDING_HOST=0.0.0.0 ORT_DISABLE_TELEMETRY=1 PATH=/srv/standing/.venv/bin:$PATH
EXPOSE 8321
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8321/health/live', timeout=4)"]
CMD ["standing", "serve"]
