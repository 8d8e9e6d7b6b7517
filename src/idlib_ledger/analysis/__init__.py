"""From claims to answers: one module a question, small functions from tables to a table or a chart."""
