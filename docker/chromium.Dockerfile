# Chromium and its driver, for suites that look at the board: port 4444.
#
#   docker build --tag weather-dashboard/chromium --file docker/chromium.Dockerfile docker
ARG BASE=debian:bookworm-slim
FROM ${BASE}
RUN apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends ca-certificates chromium chromium-driver curl fonts-dejavu-core fonts-noto-cjk && \
    rm -rf /var/lib/apt/lists/*
# The container is its sandbox: a second one inside would take rights that it has not.
RUN echo 'CHROMIUM_FLAGS="$CHROMIUM_FLAGS --headless --no-sandbox"' > /etc/chromium.d/container
COPY browser-healthcheck /usr/local/bin/
RUN useradd --uid 65532 --create-home viewer
USER viewer
WORKDIR /home/viewer
EXPOSE 4444
HEALTHCHECK --interval=5s --timeout=2m --start-period=60s --retries=3 CMD ["browser-healthcheck"]
# Whoever reaches the port may drive the browser: publish it nowhere.
ENTRYPOINT ["chromedriver", "--port=4444", "--allowed-ips=", "--allowed-origins=*"]
