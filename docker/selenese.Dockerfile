# What runs the suites of the board, compiled in a container: for a machine with Docker and
# no Rust. `cargo xtask images selenese` makes the same image from a program compiled outside.
# It needs BuildKit, as docker/Dockerfile does.
ARG RUST_IMAGE=rust:1.95-bookworm

FROM ${RUST_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    set -eu; \
    host=$(rustc --version --verbose | sed -n 's/^host: //p'); \
    cargo build --config docker/static.toml --locked --profile dist --target "$host" --package selenese --bins; \
    mkdir -p /out; \
    cp "target/$host/dist/selenese" /out/service
RUN mkdir -p /base/reports && chown 65532:65532 /base/reports

FROM scratch
COPY --from=build /base/ /
COPY selenium/suites/*.side /suites/
COPY --from=build /out/service /service
USER 65532:65532
WORKDIR /
ENTRYPOINT ["/service"]
LABEL org.opencontainers.image.title=selenese \
      org.opencontainers.image.licenses=MIT
