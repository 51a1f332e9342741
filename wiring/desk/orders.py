"""From a form to an order: the plan is resolved here, once, and travels with the import."""

import hashlib
from datetime import date

from customs.clearing_right import Objection, is_covered, may_admit
from customs.clock import ClockReading, brazilian_date
from customs.duties.packs import RulePack
from customs.goods import Item
from customs.orders import ImportOrder
from customs.parties import Ownership, Parties, Party
from customs.people import Actor
from customs.plan import ImportPlan, Regime
from customs.plans import plan_import
from wiring.desk.errors import Invalid
from wiring.desk.forms import PartiesForm, StartImport, plain_key


def order_of(form: StartImport, actor: Actor, clock: ClockReading, rules: RulePack) -> ImportOrder:
    """Return the order that a form asks for.

    Raises:
        Invalid: no road for this transport, or an NCM that is not in force on the day,
            or a state without an ICMS rule on it.
    """
    day = brazilian_date(clock.now)
    refuse_codes_not_in_force(form.items, rules, day)
    refuse_state_without_rule(form.state, rules, day)
    parties = parties_of(form.parties, form.ownership)
    if form.regime is Regime.BONDED:
        refuse_parties(may_admit(form.ownership, parties))
    return ImportOrder(
        reference=form.reference,
        plan=_plan(form),
        parties=parties,
        ownership=form.ownership,
        modality=form.modality,
        warehouse=form.warehouse,
        items=form.items,
        charges=form.charges,
        transport=form.transport,
        incoterm=form.incoterm,
        cargo_id=form.cargo_id,
        equipment=(*form.containers, *map(plain_key, form.air_waybills)),
        bookings=tuple(map(plain_key, form.bookings)),
        agreement=form.agreement,
        state=form.state,
        site=form.site,
        credential=form.credential,
        started_by=actor,
        clock=clock,
    )


def order_sha256(order: ImportOrder) -> str:
    """Return the hash by which the same order is known again, whoever repeats it and when."""
    return hashlib.sha256(
        order.model_dump_json(exclude={"clock", "started_by"}).encode()
    ).hexdigest()


def refuse_codes_not_in_force(items: tuple[Item, ...], rules: RulePack, day: date) -> None:
    """Let the items pass.

    Raises:
        Invalid: an NCM may not be declared on ``day``; says of each why.
    """
    in_force = rules.on(day)
    wrong = [
        {"field": f"items.{place}.ncm", "message": problem}
        for place, item in enumerate(items)
        if (problem := in_force.ncm_problem(item.ncm))
    ]
    if wrong:
        detail = "; ".join(error["message"] for error in wrong)
        raise Invalid("ncm-not-in-force", detail, extra={"errors": wrong})


def refuse_state_without_rule(state: str, rules: RulePack, day: date) -> None:
    """Let the state of the acquirer's establishment pass.

    Raises:
        Invalid: no ICMS rule of it is in force on ``day``; names the states that have one.
    """
    if rules.on(day).exactly("icms", state) is not None:
        return
    known = sorted(rule.key for rule in rules.rules if rule.tax == "icms" and rule.holds_on(day))
    detail = f"There is no ICMS rule of the state {state} on {day}; known: {', '.join(known)}."
    raise Invalid("state-without-rule", detail, field="state")


def refuse_parties(objections: tuple[Objection, ...]) -> None:
    """Let parties pass against whom nothing is to be said.

    Raises:
        Invalid: who may not do it, and by which article.
    """
    errors = [{"field": o.field, "message": f"{o.message_en} ({o.article})"} for o in objections]
    if errors:
        detail = "; ".join(error["message"] for error in errors)
        raise Invalid(objections[0].code.replace("_", "-"), detail, extra={"errors": errors})


def _plan(form: StartImport) -> ImportPlan:
    try:
        return plan_import(
            form.regime,
            form.transport,
            form.customs_transit,
            origins=[item.origin for item in form.items],
            incoterm=form.incoterm,
        )
    except ValueError as problem:
        raise Invalid("no-such-road", str(problem), field="transport") from problem


def parties_of(form: PartiesForm, ownership: Ownership) -> Parties:
    """Return the party-role table that a form fills in; what it leaves out follows (practice 3.1)."""
    acquirers: tuple[Party, ...] = form.acquirers or (form.consignee,)
    owners = {
        Ownership.CONSIGNED: form.exporter,
        Ownership.BOUGHT_AFLOAT: acquirers[0],
        Ownership.TRADING: form.consignee,
    }
    # With cover only the beneficiary clears, without it who bought (IN 241 art. 38 §§1, 3).
    clears = form.consignee if is_covered(ownership) else acquirers[0]
    declarants: dict[str, Party] = {
        "admission": form.consignee,
        "consumption": acquirers[0],
        "bonded_consumption": clears,
    }
    return Parties(
        owner=form.owner or owners[ownership],
        exporter=form.exporter,
        manufacturer=form.manufacturer or form.exporter,
        consignee=form.consignee,
        acquirers=acquirers,
        depositary=form.depositary,
        declarants=declarants | form.declarants,
        broker=form.broker,
        carrier=form.carrier,
        transit_carrier=form.transit_carrier,
        insurer=form.insurer,
    )
