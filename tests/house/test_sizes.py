"""Small is beautiful: only a ceiling that is kept keeps the tail small."""

import ast

from tests.house.source import Function, modules, of_rooms

MODULE, TEST_MODULE = 250, 400
FUNCTION, TEST = 50, 40
RUN = 40


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_is_longer_than_a_reader_takes_in() -> None:
    offences = [
        f"{module.name}: {module.text.count(chr(10))} lines"
        for module in modules()
        if module.text.count("\n") > (TEST_MODULE if module.room == "tests" else MODULE)
    ]

    assert not offences, "\n".join(offences)


def test_no_function_is_longer_than_a_screen() -> None:
    offences = [
        f"{module.at(node)} {node.name}: {_length(node)} lines"
        for module in modules()
        for node in module.functions()
        if _length(node) > (TEST if node.name.startswith("test_") else FUNCTION)
    ]

    assert not offences, "\n".join(offences)


def test_the_run_of_a_workflow_reads_like_a_table_of_contents() -> None:
    runs = [
        (module, node)
        for module in of_rooms("workflows")
        for node in module.functions()
        if any(ast.unparse(decorator) == "workflow.run" for decorator in node.decorator_list)
    ]

    assert runs
    offences = [module.at(node) for module, node in runs if _length(node) > RUN]

    assert not offences, "\n".join(offences)
