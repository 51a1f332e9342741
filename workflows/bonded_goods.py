"""What can be done to goods in bond beside taking them out: extend, lose, forfeit, price."""

from datetime import datetime
from decimal import Decimal

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from activities.regime import RegimeActivities
from activities.stock import StockActivities
from customs.clock import brazilian_date
from customs.losses import FoundAt, ReportLoss, debtor_of
from customs.orders import ImportOrder
from customs.people import Actor
from customs.regime_acts import AnswerExtension, RequestExtension
from customs.regime_clock import granted, refused, requested
from customs.regime_prices import HeldLot, PriceRegime, RegimePriced
from customs.views import RegimeClock
from stock import accounts, steps
from stock.lots import LotEvent, LotEventKind
from stock.movements import Movement
from stock.steps import Fact
from workflows import patience, regime_tasks
from workflows.asking import Question, Questions
from workflows.bond import Bond
from workflows.clock import BusinessTime
from workflows.keeper import Keeper
from workflows.logbook import Logbook


class BondedGoods:
    """The goods of one import in bond, and who may be asked about them."""

    def __init__(
        self,
        order: ImportOrder,
        bond: Bond,
        log: Logbook,
        time: BusinessTime,
        questions: Questions,
    ) -> None:
        self.order = order
        self.bond = bond
        self.log = log
        self.time = time
        self.questions = questions
        self.keeper = Keeper(order)
        self._requests = 0
        self._losses: set[str] = set()
        self._claims: list[Question] = []

    def is_settled(self) -> bool:
        """Return whether nothing is left in bond and no claim is open."""
        return self.bond.is_empty() and all(claim.answered() for claim in self._claims)

    # The term.

    def after_request(self, act: RequestExtension) -> RegimeClock:
        """Return the clock with the extension asked for.

        Raises:
            NoExtension: it may not be asked for; says why, with the article.
        """
        day = brazilian_date(act.at)
        return requested(self._clock, act.until, act.special, day, self.order.plan.terms)

    def after_answer(self, act: AnswerExtension) -> RegimeClock:
        """Return the clock as customs' answer leaves it.

        Raises:
            NoExtension: none was asked for, or the day is beyond the limit.
        """
        if act.granted:
            return granted(self._clock, act.until, self.order.plan.terms)
        return refused(self._clock)

    async def request_extension(self, act: RequestExtension) -> None:
        """Note that customs was asked, on each lot; raises as ``after_request``."""
        self.bond.clock = self.after_request(act)
        self._requests += 1
        kind = LotEventKind.EXTENSION_REQUESTED
        await self._note(kind, act, f"{act.document}: {act.until}", None)

    async def answer_extension(self, act: AnswerExtension) -> None:
        """Note the answer on each lot, and move the clock; raises as ``after_answer``."""
        self.bond.clock = self.after_answer(act)
        until = self._clock.expires_on if act.granted else None
        kind = LotEventKind.EXTENDED if act.granted else LotEventKind.EXTENSION_REFUSED
        await self._note(kind, act, act.document, until)

    async def _note(
        self, kind: LotEventKind, act: RequestExtension | AnswerExtension, note: str, until: object
    ) -> None:
        for lot in self.bond.balance():
            event = LotEvent.model_validate(
                {
                    "key": f"{self.order.reference}/extension-{self._requests}/{kind}/{lot}",
                    "lot": lot,
                    "kind": kind,
                    "occurred_at": act.at,
                    "recorded_at": act.at,
                    "actor": act.actor,
                    "until": until,
                    "note": note,
                }
            )
            await workflow.execute_activity_method(StockActivities.note, event, **patience.OURS)

    # Loss, damage, forfeiture.

    def may_lose(self, act: ReportLoss) -> None:
        """Let the loss pass.

        Raises:
            ApplicationError: no such lot, less of it is free, or its document was used before.
        """
        balance = self.bond.balance()
        if act.lot not in balance:
            raise ApplicationError(f"no lot {act.lot!r} in bond here", type="UnknownLot")
        held = balance[act.lot] if act.damaged else self.bond.free().get(act.lot, Decimal(0))
        if act.quantity > held:
            what = f"bonded holds {held} of lot {act.lot} free; {act.quantity} was asked"
            raise ApplicationError(what, type="Overdrawn")
        if act.document in self._losses:
            why = f"the term {act.document} was reported before"
            raise ApplicationError(why, type="MovementConflict")

    async def lose(self, act: ReportLoss) -> None:
        """Take lost goods out of the ledger, work out the duties owed, and open the claim."""
        self._losses.add(act.document)
        if not act.damaged:
            fact = self._fact(act.occurred_at, act.at, act.actor)
            await self._gone(fact, {act.lot: act.quantity}, "lost", act.document)
        await self.keeper.tell_harmed(act)
        await self.claim(act)

    async def claim(self, act: ReportLoss) -> None:
        """Ask for the claim upon who owes what was lost or damaged."""
        debtor = debtor_of(act.moment, self.order.parties)
        priced = None
        if act.moment is not FoundAt.DISPATCH and act.lot:
            said = {"moment": act.moment.value, "owed_by": debtor.label, "document": act.document}
            held = (HeldLot(lot=act.lot, quantity=act.quantity),)
            priced = await self.price(held, said)
        word, word_en = ("Avaria", "Damage") if act.damaged else ("Extravio", "Loss")
        what = (f"{word} de {act.quantity}", f"{word_en} of {act.quantity}")
        task = regime_tasks.claim_task(debtor, what, priced, self.time)
        self._claims.append(await self.questions.ask(task))

    async def forfeit(self, document: str, actor: Actor, at: datetime) -> None:
        """Give the state what is free in bond.

        Raises:
            ActivityError: the ledger refused, as where a buyer has an allotment.
        """
        await self._gone(self._fact(at, at, actor), self.bond.free(), "forfeited", document)

    async def _gone(
        self, fact: Fact, lots: dict[str, Decimal], destination: str, document: str
    ) -> None:
        goods = tuple((self.bond.product(lot), lot, quantity) for lot, quantity in lots.items())
        await self.post(steps.gone(fact, goods, destination, accounts.bonded(), document))
        for lot, quantity in lots.items():
            self.bond.lose(lot, quantity)

    async def post(self, movement: Movement) -> None:
        """Post a movement in the ledger."""
        await workflow.execute_activity_method(StockActivities.post, movement, **patience.OURS)

    def _fact(self, at: datetime, recorded_at: datetime, actor: Actor) -> Fact:
        return Fact(self.order.reference, at, recorded_at, actor)

    # Prices.

    async def price(
        self, held: tuple[HeldLot, ...], loss: dict[str, str] | None = None
    ) -> RegimePriced | None:
        """Return what each choice costs for what is held; None if it could not be worked out."""
        entered = self.log.reached("CARGO_PRESENT")
        registered = self.log.reached("ADMISSION_REGISTERED")
        assert registered is not None  # noqa: S101  # what is in bond was registered
        asked = PriceRegime(
            reference=self.order.reference,
            held=held,
            clock=self._clock,
            terms=self.order.plan.terms,
            recinto=self.order.warehouse.recinto,
            entered_on=brazilian_date(entered.occurred_at) if entered else None,
            registered_on=brazilian_date(registered.occurred_at),
            on=brazilian_date(self.time.now()),
            loss=loss or {},
        )
        try:
            return await workflow.execute_activity_method(
                RegimeActivities.price, asked, **patience.PRICING
            )
        except ActivityError:
            return None

    @property
    def _clock(self) -> RegimeClock:
        assert self.bond.clock is not None  # noqa: S101  # asked only of what was admitted
        return self.bond.clock


def refused_because(refused: ActivityError) -> str:
    """Return why an activity was refused, in its own words."""
    return str(refused.cause or refused)
