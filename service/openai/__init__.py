"""Standing as a model of the OpenAI API, for chat clients that speak it."""
