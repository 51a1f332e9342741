"""The least that a workflow with an update can be: what an update costs without the house."""

from temporalio import workflow


@workflow.defn(name="BareUpdate")
class BareUpdate:
    """Counts, and remembers nothing anywhere else."""

    def __init__(self) -> None:
        self._count = 0

    @workflow.run
    async def run(self) -> None:
        """Live until somebody ends it."""
        await workflow.wait_condition(lambda: False)

    @workflow.update(name="count")
    def count(self) -> int:
        """Count one more."""
        self._count += 1
        return self._count
