"""What people say of converted filings: an overlay beside the output, applied by conversions.

overlay    the file of reviews: read, added to, never rewritten
make       a review of a fact as a table of facts shows it, proven before it is kept
statements reviews of statements, applied where sections are known
figures    reviews of figures, applied to tables once concepts are decided
facts      the facts as reviewed, and what could not be upheld
sheet      a table for people to fill in, and back
rows       corrections as rows of a mapping table
gold       reviewed filings as test data
"""
