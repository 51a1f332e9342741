"""A house in the middle of the story: one import in bond, one being papered, one flown in, a release."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from activities.assessing import assessment_made
from customs.clock import ClockReading
from customs.dossier import line_of
from customs.duties import Assessment
from customs.filing import AssessmentMade
from customs.milestones import Classifier
from customs.orders import (
    APPROVE,
    REFUSE,
    ClearanceOrder,
    FormField,
    LotDraw,
    ReleaseItem,
    ReleaseOrder,
    TaskOrder,
)
from customs.papers import Difference, Paper, PaperProblem, PaperRead, Reconciliation
from customs.payload import StoredRef
from customs.people import SYSTEM, Role
from customs.plans import plan_release
from customs.programme import (
    ItemOutlook,
    OpenProposal,
    ProgrammeView,
    Proposal,
    ProposedItem,
    Review,
)
from customs.regime_clock import regime_clock
from customs.stages import import_stages, release_stages
from customs.views import ClearanceView, FundsRequest, ImportView, ReleaseView, TaskEvent, TaskView
from records.ports import WaitingNews
from stock import steps
from stock.steps import Fact
from tests.unit.desk.house import House
from tests.unit.printing.evidence import evidence
from tests.web.orders import ADMISSION, BY_AIR, IMPORT, NOW, PAPERED, RELEASE, an_order, milestone
from tests.workflows.programme_world import BEARING, an_agreement


def tell(house: House) -> None:
    """Put the story into a house."""
    house.clock.now = NOW
    for view in (_in_bond(house), _papered(house), _by_air(house)):
        house.snapshots.put("import", view.reference, view)
        house.workflows.open.add(f"import/{view.reference}")
    house.snapshots.put("release", RELEASE, _release(house))
    house.workflows.open.add(f"release/{RELEASE}")
    _post_stock(house)
    ref = house.store.put_json(evidence("bonded_consumption"))
    assessed = _assessed(house, "bonded_consumption")
    pdf = house.store.put(b"%PDF-1.7 extract", "application/pdf")
    for clearance in (_admission(house, pdf), _consumption(house, ref, assessed)):
        house.snapshots.put("clearance", clearance.id, clearance)
    house.open_task(_approval(ref, pdf, assessed.cash))
    house.open_task(_difference(house))
    house.snapshots.put("programme", "ROLAMAR", _programme())
    keys = ("MSCU1234566",)
    news = milestone("DEPARTED", "2026-04-21", source="dcsa")
    house.waiting.keep(WaitingNews(id=7, news=news, keys=keys, received_at=NOW))


def _in_bond(house: House) -> ImportView:
    early = {"event_id": "wrong", "place": "BRSSZ"}
    news = (
        milestone("BOOKED", "2026-01-07", source="entreposto"),
        milestone("LOADED", "2026-01-29"),
        milestone("DEPARTED", "2026-01-30", note="<script>alert(1)</script>"),
        milestone("ARRIVED", "2026-03-12", classifier=Classifier.ESTIMATED, event_id="eta-1"),
        milestone("DISCHARGED", "2026-03-14", **early),
        milestone("DISCHARGED", "2026-03-15", event_id="back", retracts="wrong", source="oceana"),
        milestone("ARRIVED", "2026-03-16"),
        milestone("DISCHARGED", "2026-03-17", event_id="right"),
        milestone("TRANSIT_DEPARTED", "2026-03-19", source="otto"),
        milestone("CARGO_PRESENT", "2026-03-20", source="serra-azul"),
        milestone("TALLIED", "2026-03-23", source="serra-azul"),
        milestone("ADMISSION_REGISTERED", "2026-03-24", source="entreposto"),
        milestone("ADMITTED", "2026-03-25", source="entreposto"),
        milestone("RELEASE_CALLED_OFF", "2026-04-20", source="entreposto"),
    )
    order = an_order(house, IMPORT)
    stages = import_stages(order.plan, news)
    return ImportView(
        reference=IMPORT,
        stage=stages[-1].stage,
        stages=stages,
        order=order,
        milestones=news,
        eta=news[6].occurred_at,
        papers=(_paper(house, "HY-2601-118.pdf", "commercial_invoice"),),
        reconciliation=Reconciliation(),
        declarations=(f"clearance/{IMPORT}/admission-1",),
        regime_clock=regime_clock(news[12].occurred_at.date()),
        releases=(RELEASE,),
        balance={f"{ADMISSION}/1": Decimal(60000), f"{ADMISSION}/2": Decimal(9000)},
        waiting_for="saída do entreposto",
    )


def _release(house: House) -> ReleaseView:
    order = an_order(house, IMPORT)
    item = order.items[0].model_copy(update={"quantity": Decimal(12000)})
    draw = LotDraw(import_reference=IMPORT, lot=f"{ADMISSION}/1", item="A", quantity=item.quantity)
    news = tuple(
        milestone(tag, day, source="entreposto")
        for tag, day in (("RELEASE_CALLED_OFF", "2026-04-20"), ("ACCEPTED", "2026-04-20"))
    )
    stages = release_stages(news)
    return ReleaseView(
        reference=RELEASE,
        stage=stages[-1].stage,
        stages=stages,
        order=ReleaseOrder(
            reference=RELEASE,
            plan=plan_release(),
            parties=order.parties,
            warehouse=order.warehouse,
            items=(ReleaseItem(item=item, draws=(draw,)),),
            started_by=house.actor("paulo"),
            clock=order.clock,
            wanted_on=NOW.date() + timedelta(days=2),
        ),
        milestones=news,
        declarations=(f"clearance/{RELEASE}/bonded_consumption-1",),
        funds=FundsRequest(
            taxes=Decimal("74503.52"),
            margin=Decimal("1490.07"),
            storage=Decimal("1072.53"),
            local=Decimal("3384.53"),
            total=Decimal("79378.12"),
        ),
        waiting_for="despacho para consumo",
    )


def _papered(house: House) -> ImportView:
    news = (
        milestone("BOOKED", "2026-04-15", source="entreposto"),
        milestone("ARRIVED", "2026-06-20", classifier=Classifier.PLANNED, event_id="eta-0"),
    )
    order = an_order(house, PAPERED)
    bad = PaperProblem(
        code="encrypted",
        message="O arquivo “<script>.pdf” está protegido por senha.",
        advice="Peça ao emitente uma cópia sem senha.",
    )
    papers = (
        _paper(house, "HY-2604-031.pdf", "commercial_invoice", life="draft"),
        _paper(house, "HY-2604-031-PL.pdf", "packing_list", life="draft"),
        _paper(house, "<script>.pdf", None, problem=bad),
    )
    return ImportView(
        reference=PAPERED,
        stage="BOOKED",
        stages=import_stages(order.plan, news),
        order=order,
        milestones=news,
        eta=news[1].occurred_at,
        papers=papers,
        dossier=tuple(line_of(paper, papers, "") for paper in order.plan.dossier),
        keep_until=date(2031, 12, 31),
        reconciliation=_differences(),
        waiting_for="partida",
    )


def _by_air(house: House) -> ImportView:
    news = (
        milestone("BOOKED", "2026-04-18", source="entreposto"),
        milestone("DEPARTED", "2026-04-20"),
        milestone("ARRIVED", "2026-04-21"),
    )
    changes = {"regime": "direct", "transport": "air", "customs_transit": False, "containers": []}
    order = an_order(house, BY_AIR, ownership="bought_afloat", **changes)
    return ImportView(
        reference=BY_AIR,
        stage="ARRIVED",
        stages=import_stages(order.plan, news),
        order=order,
        milestones=news,
        eta=news[2].occurred_at,
        waiting_for="documentos",
    )


def _paper(house: House, name: str, kind: str | None, **changes: Any) -> PaperRead:
    file = house.store.put(b"%PDF-1.7 " + name.encode(), "application/pdf")
    paper = Paper(file=file, filename=name, kind=kind, life=changes.pop("life", "final"))
    headline = {"invoice_number": name[:-4], "total_amount": "100953.60"} if kind else {}
    return PaperRead(paper=paper, kind=kind, headline=headline, read_at=NOW, **changes)


def _differences() -> Reconciliation:
    return Reconciliation(
        differences=(
            Difference(
                rule="quantity",
                message="Quantidade do item B: 9.000 peças em pedido e fatura, 8.700 em romaneio (−300 peças).",
                left="9000",
                right="8700",
                left_paper="fatura HY-2604-031",
                right_paper="romaneio HY-2604-031-PL",
                item="B",
            ),
        ),
        explanation="Faltam exatamente 10 caixas do item B no romaneio: −300 pç, −10 volumes, −242,0 kg.",
        exposure_brl=Decimal("10000.00"),
    )


def _assessed(house: House, kind: str) -> AssessmentMade:
    body = evidence(kind)["assessment"]
    return assessment_made(Assessment.model_validate(body), house.store.put_json(body))


def _clearance(house: House, owner: str, kind: str, **changes: Any) -> ClearanceView:
    order = an_order(house, IMPORT)
    asked = ClearanceOrder(
        owner_reference=owner,
        kind=kind,
        parties=order.parties,
        ownership=order.ownership,
        modality=order.modality,
        warehouse=order.warehouse,
        goods=(),
        preparer=house.actor("bruna"),
        clock=order.clock,
    )
    said = {"id": f"{owner}/{kind}-1", "owner_reference": owner, "kind": kind, "order": asked}
    return ClearanceView.model_validate(said | {"preparer": "bruna"} | changes)


def _admission(house: House, pdf: StoredRef) -> ClearanceView:
    at = datetime(2026, 3, 24, 13, 5, tzinfo=UTC)
    return _clearance(
        house,
        IMPORT,
        "admission",
        state="released",
        number=ADMISSION,
        version=1,
        channel="VERDE",
        registered_at=at,
        registered_recorded_at=at,
        released_at=at + timedelta(days=1),
        released_recorded_at=at + timedelta(days=1),
        assessment=_assessed(house, "admission"),
        evidence=house.store.put_json(evidence("admission")),
        extract=pdf,
        approver="ana",
        open=False,
    )


def _consumption(house: House, ref: StoredRef, assessed: AssessmentMade) -> ClearanceView:
    return _clearance(
        house, RELEASE, "bonded_consumption", state="approving", assessment=assessed, evidence=ref
    )


def _approval(ref: StoredRef, pdf: StoredRef, cash: Decimal) -> TaskView:
    order = TaskOrder(
        owner_reference=f"{RELEASE}/bonded_consumption-1",
        kind="approval",
        title=f"Aprovar Consumo de entreposto de {RELEASE}",
        title_en=f"Approve Consumption from bond of {RELEASE}",
        instructions="Confira o extrato e aprove o registro.",
        instructions_en="Check the extract and approve the registration.",
        roles=(Role.APPROVER, Role.CUSTOMS_MANAGER),
        outcomes=(APPROVE, REFUSE),
        fields=(
            FormField(
                name="tolerance_brl",
                label="Tolerância (R$)",
                label_en="Tolerance (BRL)",
                type="decimal",
                required=False,
            ),
        ),
        evidence=ref,
        papers=(pdf,),
        not_by=("bruna",),
        amount_brl=cash,
        guarded=("approve",),
        escalate_to=(Role.CUSTOMS_MANAGER,),
        clock=ClockReading(now=NOW),
    )
    return _task(order)


def _difference(house: House) -> TaskView:
    report = _differences().model_dump(mode="json") | {"reference": PAPERED, "papers": []}
    return a_difference(house.store.put_json(report))


def a_difference(evidence: StoredRef) -> TaskView:
    """The question what to do about papers that differ, over this comparison of them."""
    order = TaskOrder(
        owner_reference=PAPERED,
        kind="difference",
        title="Documentos divergem em 1 ponto(s)",
        title_en="Papers differ in 1 point(s)",
        instructions="Peça a correção ou aceite com motivo.",
        roles=(Role.BROKER,),
        outcomes=(APPROVE, REFUSE),
        evidence=evidence,
        due_at=NOW + timedelta(days=2),
        clock=ClockReading(now=NOW),
    )
    return _task(order)


def _programme() -> ProgrammeView:
    agreement = an_agreement("ROLAMAR")
    line = ItemOutlook(
        item="A",
        domestic=Decimal(9000),
        coming=Decimal(12000),
        bonded=Decimal(48000),
        in_transit=Decimal(0),
        on_order=Decimal(60000),
        min=Decimal(9000),
        max=Decimal(24000),
        min_on=NOW.date(),
        order_by=NOW.date() + timedelta(days=40),
    )
    proposal = Proposal(
        kind="release",
        reference=f"{IMPORT}-R2",
        on=NOW.date(),
        items=(ProposedItem(item=BEARING),),
        wanted_on=NOW.date() + timedelta(days=4),
        title="Liberar 12 000 A",
        title_en="Release 12 000 A",
        reason="O estoque atinge o mínimo.",
        reason_en="Stock meets its minimum.",
    )
    asked = OpenProposal(task="ROLAMAR/release-1", proposal=proposal)
    review = Review(on=NOW.date(), outlook=(line,))
    return ProgrammeView(name="ROLAMAR", agreement=agreement, review=review, proposals=(asked,))


def _task(order: TaskOrder) -> TaskView:
    offered = TaskEvent(what="offered", actor=SYSTEM, at=order.clock.now)
    id = f"{order.owner_reference}/{order.kind}-{order.n}"
    return TaskView(id=id, order=order, state="OPEN", history=(offered,))


def _post_stock(house: House) -> None:
    goods = (("A", f"{ADMISSION}/1", Decimal(60000)), ("B", f"{ADMISSION}/2", Decimal(9000)))
    fact = Fact(IMPORT, NOW - timedelta(days=28), NOW - timedelta(days=28))
    house.ledger.post(steps.ordered(fact, goods, "VMI-1"))
    house.ledger.post(steps.shipped(fact, goods))
    house.ledger.post(steps.admitted(fact, goods))
