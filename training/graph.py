"""The trained network as an ONNX graph, written out node by node: word vectors in, logits and relation vectors out.

In: a `Tagger`. Out: an ONNX model over one window, `vectors` [tokens, hidden] → `tags`, `classes`, `relations`.
Writing the dozen kinds of node by hand keeps the graph free of an exporter's leftovers: the runtime fuses all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from torch import Tensor

    from training.network import Block, Tagger

OPSET: Final = 20  # the first with Gelu
IR_VERSION: Final = 10
OUTPUTS: Final = ("tags", "classes", "relations")


class _Graph:
    """Nodes and constants as they are added; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Tensor | np.ndarray) -> str:
        array = value if isinstance(value, np.ndarray) else value.detach().cpu().numpy()
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def linear(self, x: str, name: str, weight: Tensor, bias: Tensor) -> str:
        product = self.add("MatMul", [x, self.constant(f"{name}.w", weight.T)], f"{name}.product")
        return self.add("Add", [product, self.constant(f"{name}.b", bias)], f"{name}.out")

    def norm(self, x: str, name: str, layer: Block | object) -> str:
        scale = self.constant(f"{name}.w", layer.weight)  # type: ignore[union-attr]  # a LayerNorm
        bias = self.constant(f"{name}.b", layer.bias)  # type: ignore[union-attr]
        return self.add("LayerNormalization", [x, scale, bias], f"{name}.out", axis=-1, epsilon=layer.eps)  # type: ignore[union-attr]

    def block(self, x: str, at: int, block: Block) -> str:
        name = f"l{at}"
        hidden = block.ao.weight.shape[0]
        each = hidden // block.heads
        mixed = self.linear(x, f"{name}.qkv", block.qkv.weight, block.qkv.bias)
        parts = [f"{name}.{part}" for part in "qkv"]
        self.nodes.append(helper.make_node("Split", [mixed], parts, name=f"{name}.split", axis=-1, num_outputs=3))
        shape = self.constant(f"{name}.heads", np.array([-1, block.heads, each], np.int64))
        turned = [self.add("Reshape", [part, shape], f"{part}.heads") for part in parts]
        query = self.add("Transpose", [turned[0]], f"{name}.q.turned", perm=[1, 0, 2])
        key = self.add("Transpose", [turned[1]], f"{name}.k.turned", perm=[1, 2, 0])
        value = self.add("Transpose", [turned[2]], f"{name}.v.turned", perm=[1, 0, 2])
        scale = self.constant(f"{name}.scale", np.array(each**-0.5, np.float32))
        scores = self.add("MatMul", [self.add("Mul", [query, scale], f"{name}.q.scaled"), key], f"{name}.scores")
        weights = self.add("Softmax", [scores], f"{name}.weights", axis=-1)
        seen = self.add("MatMul", [weights, value], f"{name}.seen")
        flat = self.add("Transpose", [seen], f"{name}.seen.turned", perm=[1, 0, 2])
        joined = self.add(
            "Reshape", [flat, self.constant(f"{name}.flat", np.array([-1, hidden], np.int64))], f"{name}.joined"
        )
        out = self.linear(joined, f"{name}.ao", block.ao.weight, block.ao.bias)
        x = self.norm(self.add("Add", [x, out], f"{name}.added"), f"{name}.aln", block.aln)
        wide = self.add("Gelu", [self.linear(x, f"{name}.fi", block.fi.weight, block.fi.bias)], f"{name}.gelu")
        fed = self.linear(wide, f"{name}.fo", block.fo.weight, block.fo.bias)
        return self.norm(self.add("Add", [x, fed], f"{name}.fed"), f"{name}.oln", block.oln)


def onnx_of(tagger: Tagger) -> onnx.ModelProto:
    """Return the network as a float32 ONNX model."""
    import torch  # only to join the heads' weights

    graph = _Graph()
    hidden = tagger.positions.shape[1]
    length = graph.add("Shape", ["vectors"], "length", start=0, end=1)
    zero = graph.constant("zero", np.array([0], np.int64))
    places = graph.add("Slice", [graph.constant("positions", tagger.positions), zero, length, zero], "places")
    x = graph.norm(graph.add("Add", ["vectors", places], "placed"), "first", tagger.norm)
    for at, block in enumerate(tagger.blocks):
        x = graph.block(x, at, block)  # type: ignore[arg-type]  # ModuleList forgets what it holds
    outputs = []
    groups = (tagger.layers, tagger.attributes, tagger.relations)
    for name, group in zip(OUTPUTS, groups, strict=True):
        weight = torch.cat([torch.zeros(0, hidden), *(head.weight for head in group.values())])
        bias = torch.cat([torch.zeros(0), *(head.bias for head in group.values())])
        weight = weight / tagger.spread
        bias = bias - weight @ tagger.centre
        graph.add("Identity", [graph.linear(x, name, weight, bias)], name)
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["tokens", len(bias)]))
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["tokens", hidden])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "tagger", [vectors], outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
    )
    onnx.checker.check_model(model)
    return model
