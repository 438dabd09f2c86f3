// How Allure 3 draws a run. What differs from run to run comes in by environment variables (reports/allure_report.py).
const { XUNJIAN_REPORT_NAME, XUNJIAN_REPORT_FOLDER, XUNJIAN_REPORT_HISTORY } = process.env;

export default {
  name: XUNJIAN_REPORT_NAME,
  output: XUNJIAN_REPORT_FOLDER,
  historyPath: XUNJIAN_REPORT_HISTORY,
  appendHistory: true,
  categories: [
    { name: "站点问题", matchers: { statuses: ["failed"] } },
    { name: "未能检测", matchers: { statuses: ["broken"] } },
    { name: "待人工复核", matchers: { statuses: ["skipped"], message: /^待人工复核/ } },
    { name: "不适用", matchers: { statuses: ["skipped"], message: /^不适用/ } },
  ],
  plugins: {
    awesome: {
      options: {
        reportName: XUNJIAN_REPORT_NAME,
        reportLanguage: "zh",
        singleFile: true,
        groupBy: ["epic", "feature", "story"],
        stepTreeExpansion: "expanded",
        open: false,
      },
    },
  },
};
