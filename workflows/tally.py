"""The tally at the bonded place: held against the papers before the admission is filed."""

from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from functools import partial

from temporalio import workflow

from customs.losses import ReportLoss, ReportTally, TallyDifference, debtor_of, differences
from customs.orders import DeclaredGoods, Outcome, TaskOrder
from customs.parties import Parties
from customs.people import Role
from stock.movements import Lot
from workflows.asking import Questions
from workflows.clock import BusinessTime

AS_PAPERS = Outcome(
    tag="as_papers", label="Declarar conforme os documentos", label_en="Declare as the papers say"
)
AS_FOUND = Outcome(tag="as_found", label="Declarar o encontrado", label_en="Declare what was found")
WAIT = Outcome(tag="wait", label="Esperar nova conferência", label_en="Wait for another tally")


class TallyDesk:
    """The tallies of one import, the last of which stands, and what the broker chose."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._told: ReportTally | None = None
        self._found: tuple[TallyDifference, ...] = ()
        self._undecided = False
        self._as_found = False

    @property
    def place(self) -> str:
        """Where the goods were put."""
        return self._told.place if self._told else ""

    def take(self, act: ReportTally, expected: dict[str, Decimal]) -> bool:
        """Take a tally in; return whether it agrees with the papers, so that nobody is asked."""
        self._told = act
        self._found = differences(act, expected)
        self._as_found = False
        self._undecided = any(one.missing for one in self._found)
        return not self._undecided

    def declared(self, goods: tuple[DeclaredGoods, ...]) -> tuple[DeclaredGoods, ...]:
        """Return the goods to declare: those that were found, where the broker chose so."""
        if not self._as_found:
            return goods
        found = {one.item: one.found for one in self._found}
        counted = (_of_quantity(each, found.get(each.item.id)) for each in goods)
        return tuple(each for each in counted if each is not None)

    async def settle(
        self,
        questions: Questions,
        time: BusinessTime,
        settled: Callable[[ReportTally], Awaitable[None]],
    ) -> None:
        """Ask about each tally that differs from the papers, until the import is over."""
        while True:
            await workflow.wait_condition(lambda: self._undecided)
            told = self._told
            assert told is not None  # noqa: S101  # a tally made it undecided
            question = await questions.ask(self._task(told, time))
            decided = await question.answer_unless(
                partial(self._is_superseded, told), "there is a newer tally"
            )
            if decided is None:
                continue
            self._undecided = False
            self._as_found = decided.outcome == AS_FOUND.tag
            time.tell(decided.at)
            if decided.outcome != WAIT.tag:
                await settled(told)

    def _is_superseded(self, told: ReportTally) -> bool:
        return self._told is not told or not self._undecided

    def losses(self, lots: tuple[Lot, ...]) -> tuple[ReportLoss, ...]:
        """Return what was missing or damaged: of a lot what was declared, of none what was not."""
        by_item = {lot.product: lot for lot in lots}
        return tuple(
            loss for one in self._found for loss in self._losses_of(one, by_item.get(one.item))
        )

    def _losses_of(self, one: TallyDifference, lot: Lot | None) -> Iterator[ReportLoss]:
        declared = lot.quantity if lot else Decimal(0)
        missing = declared - one.found
        if lot and missing > 0:
            yield self._loss(one, lot, missing)
        elif one.missing > 0:
            yield self._loss(one, None, one.missing)
        if lot and one.damaged:
            yield self._loss(one, lot, min(one.damaged, declared), damaged=True)

    def _loss(
        self, one: TallyDifference, lot: Lot | None, quantity: Decimal, damaged: bool = False
    ) -> ReportLoss:
        told = self._told
        assert told is not None  # noqa: S101  # a difference is of a tally
        return ReportLoss(
            lot=lot.lot if lot else "",
            quantity=quantity,
            moment=told.moment,
            document=f"{told.document or 'tally'}-{one.item}"[:60],
            damaged=damaged,
            occurred_at=max(told.occurred_at, lot.admitted_at) if lot else told.occurred_at,
            actor=told.actor,
            at=max(told.at, lot.admitted_at) if lot else told.at,
        )

    def _task(self, told: ReportTally, time: BusinessTime) -> TaskOrder:
        lines = "; ".join(
            f"{one.item}: {one.expected} → {one.found}" for one in self._found if one.missing
        )
        debtor = debtor_of(told.moment, self._parties)
        return TaskOrder(
            owner_reference="",
            kind="tally",
            title=f"A conferência difere dos documentos: {lines}",
            title_en=f"The tally differs from the papers: {lines}",
            instructions=f"Quem deve os tributos do que falta: {debtor.label}. Conforme os "
            "documentos, o que falta é extravio depois da admissão; o encontrado exige prova.",
            instructions_en=f"The duties of what is missing are owed by {debtor.label_en}. "
            "Declared as the papers say, what is missing is a loss after admission.",
            roles=(Role.BROKER,),
            outcomes=(AS_PAPERS, AS_FOUND, WAIT),
            clock=time.reading(),
        )


def _of_quantity(goods: DeclaredGoods, found: Decimal | None) -> DeclaredGoods | None:
    """Return goods of another quantity, weight in proportion; None if none of it was found."""
    item = goods.item
    if found is None or found == item.quantity:
        return goods
    if found == 0:
        return None
    weight = (item.net_weight_kg * found / item.quantity).quantize(Decimal("0.001"))
    counted = item.model_copy(update={"quantity": found, "net_weight_kg": weight})
    return goods.model_copy(update={"item": counted})
