"""The console: pages rendered on the server, which work with and without script."""
