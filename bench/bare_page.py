"""The least a Streamlit page can do with a table: what our ranking page is measured against."""

import streamlit as st

from bench import serve

st.set_page_config(page_title="测速", layout="wide")
st.dataframe(serve.table, hide_index=True)
