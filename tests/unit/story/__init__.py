"""The story's own arithmetic and inputs."""
