"""A process that works the task queues."""
