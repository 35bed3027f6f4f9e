# The program alone, without compiler and headers, run by a user of its own:
#
#   docker build -t plumbline .
#   docker run --rm -v "$PWD:/api" plumbline audit openapi.yaml docs/
#
# To write reports, give the user of the folder: --user "$(id -u):$(id -g)".
FROM debian:12-slim AS build
WORKDIR /source
# Packages first: they stay as they are while the sources change.
COPY bootstrap .
RUN ./bootstrap install && apt-get install -y --no-install-recommends dpkg-dev file
COPY . .
RUN cmake --preset release \
 && cmake --build --preset release \
 && cd build/release && cpack -G DEB && mv plumbline_*.deb /plumbline.deb

FROM debian:12-slim
COPY --from=build /plumbline.deb /tmp/plumbline.deb
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates /tmp/plumbline.deb \
 && rm -rf /tmp/plumbline.deb /var/lib/apt/lists/* \
 && useradd --system --no-create-home --shell /usr/sbin/nologin plumbline
USER plumbline
WORKDIR /api
ENTRYPOINT ["plumbline"]
CMD ["--help"]
