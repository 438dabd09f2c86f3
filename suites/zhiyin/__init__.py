"""国办发〔2017〕47号《政府网站发展指引》: pass or fail, no points."""
