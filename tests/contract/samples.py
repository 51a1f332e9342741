"""Declarations of the demo's goods, as they are sent: admission, withdrawal, direct import."""

from decimal import Decimal
from typing import Any

Json = dict[str, Any]

BEARINGS = {"ncm": "84821010", "quantity": "60000", "price": "1.12", "weight": "7680"}
BLOCKS = {"ncm": "84832000", "quantity": "9000", "price": "3.40", "weight": "7110"}

FEDERAL = ("II", "IPI", "PIS", "COFINS")


def cover(reference: str = "VD-IMP-1/consumption-1", **cargo: Any) -> Json:
    """Return the header of a declaration of goods that came by sea."""
    carried: Json = {
        "tipoIdentificacaoCarga": "CE",
        "identificacao": "152605012345678",
        "unidadeDeclarada": {"codigo": "0817800"},
        "frete": {"codigoMoedaNegociada": "USD", "valorMoedaNegociada": "2958.00"},
        "seguro": {"codigoMoedaNegociada": "USD", "valorMoedaNegociada": "195.60"},
    }
    return {
        "identificacao": {
            "importador": {"tipoImportador": "CNPJ", "ni": "99100001000175"},
            "informacaoComplementar": f"{reference}\nMercadoria consignada.",
        },
        "carga": carried | cargo,
        "documentos": {"documentosInstrucao": []},
    }


def special_cover(reference: str = "VD-REL-1/bonded_consumption-1") -> Json:
    """Return the header of a withdrawal: *situação especial*, no cargo and no charges."""
    made = cover(reference)
    made["carga"] = {
        "unidadeDeclarada": {"codigo": "0817800"},
        "motivoSituacaoEspecial": "90001",
    }
    return made


def item(number: int, goods: dict[str, str], **more: Any) -> Json:
    """Return one item."""
    weight = Decimal(goods["weight"])
    return {
        "identificacao": {"numeroItem": number},
        "produto": {
            "codigo": f"P{number}",
            "versao": "1",
            "niResponsavel": "99100001",
            "ncm": goods["ncm"],
        },
        "caracterizacaoImportacao": {"indicador": "IMPORTACAO_DIRETA"},
        "indicadorExportadorFabricante": {"codigo": "EXPORTADOR_IGUAL_FABRICANTE"},
        "exportador": {
            "codigo": "HAIYUE",
            "versao": "1",
            "niOperador": "99100001",
            "pais": {"codigo": "CN"},
        },
        "indicadorCompradorVendedor": {"codigo": "NAO_HA_VINCULACAO"},
        "mercadoria": {
            "tipoAplicacao": {"codigo": "REVENDA"},
            "condicao": "NOVA",
            "unidadeComercial": "UN",
            "quantidadeComercial": goods["quantity"],
            "quantidadeMedidaEstatistica": goods["quantity"],
            "pesoLiquido": str(weight),
            "moedaNegociada": {"codigo": "USD"},
            "valorUnitarioMoedaNegociada": goods["price"],
            "descricao": "Rolamento",
        },
        "condicaoVenda": {
            "metodoValoracao": {"codigo": "1"},
            "incoterm": {"codigo": "FOB"},
        },
        "dadosCambiais": {"coberturaCambial": {"codigo": "SEM_COBERTURA"}},
        **more,
    }


def admission_items() -> list[Json]:
    """Return the container of the demo, every federal tax suspended."""
    suspended = [
        {"tributo": {"codigo": tax}, "regime": {"codigo": "5"}, "fundamento": {"codigo": "1052"}}
        for tax in FEDERAL
    ]
    return [item(1, BEARINGS, tributos=suspended), item(2, BLOCKS, tributos=suspended)]


def withdrawal_items(admission: str, bearings: int, blocks: int, price: str = "3.40") -> list[Json]:
    """Return a part of the container, drawn from its admission."""

    def drawn(number: int, goods: dict[str, str], quantity: int) -> Json:
        part = Decimal(goods["weight"]) * quantity / Decimal(goods["quantity"])
        link = {"tipo": "DUIMP", "numero": admission, "numeroItem": number}
        taken = goods | {"quantity": str(quantity), "weight": str(part)}
        return item(number, taken, declaracoesVinculadas=[link])

    return [drawn(1, BEARINGS, bearings), drawn(2, BLOCKS | {"price": price}, blocks)]
