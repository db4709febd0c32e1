"""Steps and sections of the page 数据导入; 我的评分 uses some of them."""
