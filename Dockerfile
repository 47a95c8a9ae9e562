FROM node:26-slim

# git fetches a knowledge folder that lives in a repository of its own; the certificates are for its HTTPS.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY --chmod=555 package.json package-lock.json ./
# No package of the product needs an install script: better-sqlite3 brings its binaries.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --chmod=555 migrations ./migrations
COPY --chmod=555 knowledge ./knowledge
COPY --chmod=555 src ./src

# All of /app belongs to root; only /data can be written.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
ENV NODE_ENV=production AMA_DATABASE=/data/ama.sqlite

ENTRYPOINT ["node", "/app/src/ama.js"]
CMD ["serve"]
