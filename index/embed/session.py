"""A model, opened to be run by ONNX Runtime."""

from typing import TYPE_CHECKING

from index.errors import EmbeddingError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(model: bytes) -> "InferenceSession":
    """Open a model to be run on the calling thread; raise EmbeddingError if ONNX Runtime can't."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # our graphs are fused as far as that is faster; all else would join what is faster apart
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors have no base but this
        raise EmbeddingError(f"ONNX Runtime can't run the model: {str(error)[:200]}") from error
