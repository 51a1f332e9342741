"""What is sent to the Portal for each kind of declaration."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from customs.clock import brazilian_date
from customs.declarations import DECLARATIONS, Declaration
from customs.declarations.assembling import assemble, build
from customs.declarations.duimp import Pagamento, Principal, RegistroCover
from customs.duties import assess
from customs.orders import ClearanceOrder
from customs.parties import Modality, Ownership
from tests.unit.customs.cases import money, the_pack
from tests.unit.customs.orders import ADMISSION_NUMBER, CE, ROLAMAR, admission, bearing, order
from tests.unit.customs.orders import release as a_release

IN_APRIL = date(2026, 4, 22)
FOLDER = Path(__file__).resolve().parents[3] / "customs" / "declarations"
NOT_KINDS = {
    "__init__",
    "assembling",
    "assessing",
    "checks",
    "correcting",
    "covers",
    "declaration",
    "duimp",
    "instruction",
}


def sent(from_order: ClearanceOrder) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    declaration = build(from_order)
    body = declaration.model_dump(mode="json", by_alias=True, exclude_none=True)
    return body["cover"], body["items"]


def test_every_kind_has_its_file() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - NOT_KINDS
    assert files == set(DECLARATIONS.tags())


def test_an_admission_names_its_cargo_and_charges() -> None:
    cover, _ = sent(admission())
    assert cover["identificacao"]["importador"] == {
        "tipoImportador": "CNPJ",
        "ni": "99100001000175",
    }
    assert cover["carga"] == {
        "tipoIdentificacaoCarga": "CE",
        "identificacao": CE,
        "unidadeDeclarada": {"codigo": "0817700"},
        "frete": {"codigoMoedaNegociada": "USD", "valorMoedaNegociada": "2958.00"},
        "seguro": {"codigoMoedaNegociada": "USD", "valorMoedaNegociada": "195.60"},
    }


def test_our_reference_stands_at_the_head_of_the_free_text() -> None:
    cover, _ = sent(a_release())
    text = cover["identificacao"]["informacaoComplementar"]
    assert text.startswith("VD-REL-001/bonded_consumption-1")


def test_an_admission_asks_suspension_of_every_federal_tax() -> None:
    _, items = sent(admission())
    asked = {
        (t["tributo"]["codigo"], t["regime"]["codigo"], t["fundamento"]["codigo"])
        for t in items[0]["tributos"]
    }
    assert asked == {(tax, "5", "1052") for tax in ("II", "IPI", "PIS", "COFINS")}


def test_consigned_goods_enter_without_cover_and_without_method_one() -> None:
    cover, items = sent(admission())
    assert items[0]["dadosCambiais"] == {"coberturaCambial": {"codigo": "SEM_COBERTURA"}}
    assert items[0]["condicaoVenda"]["metodoValoracao"] == {"codigo": "6"}
    assert "sem venda para exportação" in cover["identificacao"]["informacaoComplementar"]


def test_bought_goods_enter_with_cover_and_leave_without_it() -> None:
    bought = {"ownership": Ownership.BOUGHT_AFLOAT}
    _, entering = sent(admission(**bought))
    _, leaving = sent(a_release(**bought))
    assert entering[0]["condicaoVenda"]["metodoValoracao"] == {"codigo": "1"}
    assert entering[0]["dadosCambiais"]["coberturaCambial"]["codigo"] == "ATE_180_DIAS"
    assert leaving[0]["dadosCambiais"]["coberturaCambial"]["codigo"] == "SEM_COBERTURA"


def test_goods_out_of_bond_have_no_cargo_and_name_their_admission_item() -> None:
    cover, items = sent(a_release("3.46"))
    assert cover["carga"] == {
        "unidadeDeclarada": {"codigo": "0817700"},
        "motivoSituacaoEspecial": "90",
    }
    assert items[1]["declaracoesVinculadas"] == [
        {"tipo": "DUIMP", "numero": ADMISSION_NUMBER, "numeroItem": 2}
    ]
    assert items[1]["mercadoria"]["valorUnitarioMoedaNegociada"] == "3.4600000"
    assert "tributos" not in items[1]
    assert items[1]["condicaoVenda"]["metodoValoracao"] == {"codigo": "1"}


def test_quantities_are_text_with_fixed_places() -> None:
    _, items = sent(admission())
    goods = items[0]["mercadoria"]
    assert goods["quantidadeComercial"] == "60000.00000"
    assert goods["pesoLiquido"] == "7680.00000"
    assert goods["valorUnitarioMoedaNegociada"] == "1.1200000"


def test_the_invoice_instructs_the_clearance() -> None:
    cover, _ = sent(a_release())
    assert cover["documentos"]["documentosInstrucao"] == [
        {
            "tipo": {"codigo": "49"},
            "palavrasChave": [
                {"codigo": "1", "valor": "NH-26-014"},
                {"codigo": "4", "valor": "2026-04-20"},
                {"codigo": "6", "valor": "20190.72"},
            ],
        }
    ]


def test_an_import_for_another_names_who_ordered_it() -> None:
    _, own = sent(admission())
    _, for_another = sent(admission(modality=Modality.ENCOMENDA))
    assert own[0]["caracterizacaoImportacao"] == {"indicador": "IMPORTACAO_DIRETA"}
    assert for_another[0]["caracterizacaoImportacao"]["ni"] == ROLAMAR.cnpj


def test_a_product_belongs_to_the_declarants_catalogue() -> None:
    coded = admission().goods[0].model_copy(update={"item": bearing(product_code="17")})
    _, items = sent(order("consumption", (coded,), transport="air"))
    assert items[0]["produto"]["codigo"] == "17"
    assert items[0]["produto"]["niResponsavel"] == "99100002"


def test_air_cargo_is_named_by_its_ruc_and_country() -> None:
    cover, _ = sent(order("consumption", admission().goods, transport="air", cargo_id="RUC1"))
    assert cover["carga"]["tipoIdentificacaoCarga"] == "RUC"
    assert cover["carga"]["paisProcedencia"] == {"codigo": "CN"}


def test_a_stored_declaration_reads_back_as_it_was() -> None:
    declaration = build(a_release())
    stored = declaration.model_dump_json(exclude_none=True)
    assert Declaration.model_validate_json(stored) == declaration


def test_what_is_assessed_is_what_is_declared() -> None:
    request = build(a_release()).assessment
    assert request.registered_on == brazilian_date(a_release().clock.now)
    dated = request.model_copy(
        update={"registered_on": date(2026, 4, 22), "exchange": {"USD": Decimal("5.2870")}}
    )
    assert assess(dated, the_pack()).totals.payable == money("74 251.50")


def test_one_item_out_of_two_lots_is_two_items() -> None:
    goods = a_release().goods[:1] * 2
    request = build(a_release(goods=goods)).assessment
    assert [item.id for item in request.items] == ["A", "A#2"]


def test_a_registration_without_anything_to_pay_carries_no_payments() -> None:
    assert RegistroCover(totalItem=2).model_dump(mode="json", exclude_none=True) == {
        "totalItem": 2,
        "confirmacaoAlertaErrosNaoImpeditivos": "NA",
    }
    fee = Pagamento(principal=Principal(tributo={"tipo": "TAXA_UTILIZACAO"}, valor=Decimal(154)))
    body = RegistroCover(totalItem=1, pagamentos=(fee,)).model_dump(mode="json")
    assert body["pagamentos"][0]["principal"]["valor"] == "154.00"


def test_the_classification_of_the_reform_is_assessed_and_may_be_corrected() -> None:
    told = assemble(a_release(), {"items[1].class_trib": "000001"}, the_pack().on(IN_APRIL))
    declaration, problems = told
    assert problems == ()
    assert [item.class_trib for item in declaration.assessment.items] == ["000001", None]
    _, wrong = assemble(a_release(), {"items[1].class_trib": "1"}, the_pack().on(IN_APRIL))
    assert [problem.field for problem in wrong] == ["items[1].class_trib"]
