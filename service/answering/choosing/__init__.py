"""Which matters a question is about: by name, place, time and records, or by what they speak of."""
