"""What one clearance knows of its declaration, and how it tells others."""

from decimal import Decimal

from temporalio import workflow

from customs.acts import DeclarationNews, PortalNews, Registration, ReviseGoods
from customs.orders import ClearanceOrder
from customs.views import ClearanceView
from workflows.asking import Questions
from workflows.clock import BusinessTime
from workflows.snapshots import Picture
from workflows.telling import tell


class ClearanceFile:
    """The order as it stands after revisions and corrections, and the view of it."""

    def __init__(self, order: ClearanceOrder) -> None:
        self.order = order
        self.id = order.our_reference
        self.time = BusinessTime(order.clock)
        self.questions = Questions(self.id)
        self.holds = list(order.holds)
        self.preparers = tuple(dict.fromkeys((order.preparer.person, *order.preparers)))
        """Everybody who had a hand in it; none of them may approve it."""
        self.corrections: dict[str, str] = {}
        self.tolerance = Decimal(0)
        self._picture = Picture("clearance", self.id)
        self._revisions: list[str] = []
        self._prepared = 0
        self.view = ClearanceView(
            id=self.id,
            owner_reference=order.owner_reference,
            kind=order.kind,
            state="assembling",
            order=order,
            preparer=order.preparer.person,
        )

    def revise(self, act: ReviseGoods) -> None:
        """Take other goods, prices or papers in; the same revision is heard once."""
        if act.key not in self._revisions:
            self._revisions.append(act.key)
            self.prepared_by(*act.preparers)
            self.order = self.order.model_copy(
                update={
                    "goods": act.goods,
                    "papers": act.papers,
                    "paper_facts": act.paper_facts,
                    "comparison": act.comparison,
                }
            )

    def prepared_by(self, *persons: str) -> None:
        """Remember who had a hand in the declaration."""
        self.preparers = tuple(dict.fromkeys((*self.preparers, *persons)))

    def begin_preparing(self) -> None:
        """Remember from which revision the declaration is assembled."""
        self._prepared = len(self._revisions)

    def is_revised(self) -> bool:
        """Return whether something changed since the declaration was assembled."""
        return self._prepared != len(self._revisions)

    async def show(self, **change: object) -> None:
        """Change the view and write its snapshot."""
        self.view = self.view.model_copy(update={**change, "order": self.order})
        await self._picture.take(self.view)

    async def tell_owner(
        self, step: str, registration: Registration, news: PortalNews | None = None
    ) -> None:
        """Signal the import or release that this declaration came a step further."""
        occurred = registration.registered_at
        if news is not None:
            occurred = (step == "released" and news.released_at) or news.occurred_at
        said = DeclarationNews(
            clearance=workflow.info().workflow_id,
            kind=self.order.kind,
            step=step,
            number=registration.number,
            version=registration.version,
            channel=self.view.channel,
            occurred_at=occurred,
            recorded_at=news.recorded_at if news else self.time.now(),
        )
        await tell(self.order.owner_workflow, "declaration", said)
