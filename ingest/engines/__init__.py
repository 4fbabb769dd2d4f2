"""Where an ingest does its work and who embeds: threads of this process, or machines of a cluster."""
