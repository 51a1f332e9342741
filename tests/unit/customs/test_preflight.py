"""What is said before filing, and what a correction changes."""

from datetime import date
from typing import Any

from customs.declarations import Declaration
from customs.declarations.assembling import assemble
from customs.duties import AssessmentRequest
from customs.filing import FieldProblem
from customs.orders import ClearanceOrder
from customs.parties import Modality, Ownership
from tests.unit.customs.cases import the_pack
from tests.unit.customs.orders import CE, LUME, PARTIES, ROLAMAR, admission, release


def assembled(
    order: ClearanceOrder, corrections: dict[str, str] | None = None
) -> tuple[Declaration, tuple[FieldProblem, ...]]:
    return assemble(order, corrections or {}, the_pack().on(date(2026, 4, 20)))


def codes(order: ClearanceOrder) -> dict[str, str]:
    return {p.code: p.field for p in assembled(order)[1]}


def corrected(
    order: ClearanceOrder, field: str, value: str
) -> tuple[Declaration, AssessmentRequest]:
    declaration, problems = assembled(order, {field: value})
    assert problems == ()
    return declaration, declaration.assessment


def test_the_storys_declarations_have_no_problem() -> None:
    assert codes(admission()) == {}
    assert codes(release()) == {}


def test_an_admission_without_its_ce_is_stopped() -> None:
    assert codes(admission(cargo_id=None)) == {"cargo_id_missing": "carga.identificacao"}
    assert codes(admission(cargo_id="123")) == {"cargo_id_wrong": "carga.identificacao"}


def test_a_kind_without_declarant_is_stopped() -> None:
    nobody = PARTIES.model_copy(update={"declarants": {}})
    assert "declarant_missing" in codes(admission(parties=nobody))


def test_a_wrong_cnpj_says_which_check_digit() -> None:
    typed = {"identificacao.importador.ni": "99100001000176"}
    _, problems = assembled(admission(), typed)
    assert [p.code for p in problems] == ["cnpj_wrong"]
    assert "second check digit" in problems[0].message


def test_an_ncm_not_in_force_on_the_day_is_stopped() -> None:
    found = assembled(admission(), {"items[2].ncm": "8517.12.31"})[1]
    assert [(p.field, p.code) for p in found] == [("items[2].ncm", "ncm_not_in_force")]
    assert "ended on 2022-03-31" in found[0].message


def test_once_ibs_and_cbs_are_paid_goods_are_released_with_their_class_trib() -> None:
    rules = the_pack().on(date(2027, 1, 4))
    bare = assemble(release(), {}, rules)[1]
    assert [(p.field, p.code) for p in bare] == [
        (f"items[{number}].class_trib", "class_trib_missing") for number in (1, 2)
    ]
    typed = {problem.field: "000001" for problem in bare}
    assert assemble(release(), typed, rules)[1] == ()
    assert assemble(admission(), {}, rules)[1] == ()


def test_an_origin_that_is_no_country_is_corrected_before_its_defence_is_lost() -> None:
    order = admission()
    first = order.goods[0]
    wrong = first.model_copy(update={"item": first.item.model_copy(update={"origin": "China"})})
    order = order.model_copy(update={"goods": (wrong, *order.goods[1:])})
    assert codes(order) == {"origin_unknown": "items[1].origin"}
    assert corrected(order, "items[1].origin", "CN")[1].items[0].origin == "CN"


def test_goods_for_another_need_their_acquirer() -> None:
    nobody = PARTIES.model_copy(update={"acquirers": ()})
    found = codes(admission(parties=nobody, modality=Modality.CONTA_E_ORDEM))
    assert found == {"acquirer_missing": "items[2].caracterizacaoImportacao.ni"}


def test_consigned_goods_leave_only_with_the_owners_invoice() -> None:
    assert "owner_invoice_missing" in codes(release(paper_facts={}))
    assert codes(release(paper_facts={}, holds=("invoice",))) == {}
    bought = PARTIES.model_copy(update={"declarants": {"bonded_consumption": LUME}})
    afloat: dict[str, Any] = {"ownership": Ownership.BOUGHT_AFLOAT, "parties": bought}
    assert codes(release(paper_facts={}, **afloat)) == {}


def test_consigned_goods_are_cleared_by_who_bought_them() -> None:
    operator = PARTIES.model_copy(update={"declarants": {"bonded_consumption": LUME}})
    assert "declarant_not_acquirer" in codes(release(parties=operator))


def test_goods_with_cover_are_cleared_by_the_beneficiary() -> None:
    assert PARTIES.declarants["bonded_consumption"] == ROLAMAR
    assert "declarant_not_beneficiary" in codes(release(ownership=Ownership.BOUGHT_AFLOAT))


def test_goods_out_of_bond_name_where_they_come_from() -> None:
    loose = tuple(g.model_copy(update={"linked": None}) for g in release().goods)
    assert codes(release(goods=loose)) == {"link_missing": "items[2].declaracoesVinculadas"}


def test_a_price_with_freight_inside_contradicts_a_freight() -> None:
    assert codes(admission(incoterm="CIF")) == {"incoterm_freight": "condicaoVenda.incoterm.codigo"}
    declaration, _ = corrected(admission(incoterm="CIF"), "condicaoVenda.incoterm.codigo", "FOB")
    assert declaration.items[0].condicaoVenda.incoterm.codigo == "FOB"


def test_a_corrected_cargo_id_is_sent() -> None:
    declaration, _ = corrected(admission(cargo_id=None), "carga.identificacao", CE)
    assert declaration.cover.carga.identificacao == CE


def test_a_corrected_price_changes_what_is_sent_and_what_is_assessed() -> None:
    field = "items[2].mercadoria.valorUnitarioMoedaNegociada"
    declaration, request = corrected(release(), field, "3.46")
    assert str(declaration.items[1].mercadoria.valorUnitarioMoedaNegociada) == "3.46"
    assert request.items[1].value is not None
    assert str(request.items[1].value.amount) == "6228.00"


def test_any_other_field_of_the_format_can_be_corrected() -> None:
    declaration, _ = corrected(release(), "carga.motivoSituacaoEspecial", "77")
    assert declaration.cover.carga.motivoSituacaoEspecial == "77"
    field = "items[1].exportador.codigo"
    assert corrected(release(), field, "OPE-9")[0].items[0].exportador.codigo == "OPE-9"


def test_a_correction_that_is_no_value_is_a_problem_of_its_field() -> None:
    wrong = {"items[1].mercadoria.pesoLiquido": "zero", "items[1].ncm": "84"}
    _, problems = assembled(admission(), wrong)
    assert {p.field for p in problems} == set(wrong)


def test_a_correction_of_an_unknown_field_changes_nothing() -> None:
    assert corrected(release(), "pagamentos.ii", "1.00")[0] == assembled(release())[0]
    assert corrected(release(), "items[9].ncm", "84821010")[0] == assembled(release())[0]
