"""What is known, and how to find it. docs/architecture.md names each module, here and in the other rooms."""

import os

# onnxruntime gives the machine an id and sends its maker what it does, unless it is told not to before it is imported
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
