# Firefox and its driver, for suites that look at the board: one session at a time, port 4444.
#
#   docker build --tag weather-dashboard/firefox --file docker/firefox.Dockerfile docker
#
# `cargo xtask e2e` makes it where it is missing, and its base where there is no registry.

ARG BASE=debian:bookworm-slim

# Debian has the browser, but not the driver.
FROM ${BASE} AS driver
RUN apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends ca-certificates cargo-web gcc libc6-dev rustc-web && \
    rm -rf /var/lib/apt/lists/*
# It passes on what others say: compiled quickly rather than to be quick.
RUN CARGO_PROFILE_RELEASE_OPT_LEVEL=0 cargo install geckodriver --locked --version 0.37.1 --root /driver

FROM ${BASE}
RUN apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends curl firefox-esr fonts-dejavu-core fonts-noto-cjk && \
    rm -rf /var/lib/apt/lists/*
COPY --from=driver /driver/bin/geckodriver /usr/local/bin/
COPY browser-healthcheck /usr/local/bin/
RUN useradd --uid 65532 --create-home viewer
USER viewer
WORKDIR /home/viewer
ENV MOZ_HEADLESS=1
EXPOSE 4444
HEALTHCHECK --interval=5s --timeout=2m --start-period=60s --retries=3 CMD ["browser-healthcheck"]
# Whoever reaches the port may drive the browser: publish it nowhere.
ENTRYPOINT ["geckodriver", "--host=0.0.0.0", "--port=4444", "--allow-hosts", "firefox", "localhost"]
