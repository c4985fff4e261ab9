"""What a conversion costs against the size of what it is given."""
