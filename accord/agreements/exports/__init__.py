"""Agreements as tables: what they are, their steps, their missions.

Each is read "as of a day": what had come by then, what had not, and what cannot be
said. The caller chooses the audience and hands over the querysets; rows come a batch
at a time, each batch with what belongs to it."""
