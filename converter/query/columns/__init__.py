"""A columnar engine: SPARQL in SQL over tables that are made of the store.

Oxigraph looks each property of each fact up; DuckDB reads whole columns. So questions about
everything take a fraction here, and what is asked of one filing takes longer. The answers are the
same: what is not covered, or not certain to be the same, goes to Oxigraph.

    kinds        what a term is, as columns
    load         the tables, made of the store
    tables       what a database holds; the number of a term
    values       what a variable or expression is in SQL
    relations    solutions in SQL: joins, unions
    operators    = < + and the like
    functions    SPARQL's functions
    expressions  rdflib's tree of an expression, read
    aggregates   COUNT, SUM, MIN
    algebra      rdflib's algebra of a query, read
    answer       a query answered
"""
