"""How does a site file describe columns and the three interactive functions?"""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StringConstraints, model_validator

from site_configs.errors import Fault
from site_configs.fields import EnvName, Kind, Note, Part, Selector, Text, Url, described

LetterField = Literal[
    "name",
    "organisation",
    "id_type",
    "id_number",
    "phone",
    "email",
    "address",
    "postcode",
    "department",
    "type",
    "title",
    "content",
    "public",
    "agree",
    "captcha",
]
QueryField = Literal["receipt", "code", "name", "phone", "captcha"]


class ColumnConfig(Part):
    """One column the site's owner points out; columns not listed are discovered."""

    model_config = described("一个栏目。没有写进档案的栏目由巡检自己发现。")

    name: Text = Field(description="栏目名称，与网站上的写法一致")
    url: Url = Field(description="栏目第一页的完整网址")
    kind: Kind | None = Field(default=None, description="栏目类型，写英文编号或中文名称；不写则按栏目名称和标签判断")
    window_days: Annotated[StrictInt, Field(ge=1, le=3660)] | None = Field(
        default=None,
        description="更新期限（天）。只在主管部门对该栏目另有更严要求时写，不写则按检查标准",
    )
    items: Selector | None = Field(default=None, description="列表中每一条信息的 CSS 选择器")
    date: Selector | None = Field(default=None, description="在一条信息内找发布日期的 CSS 选择器")
    should_update: StrictBool = Field(
        default=True,
        description="是否应当更新；机构职能等长期不变的栏目写 false",
    )


class SearchConfig(Part):
    """Where the site search is and what its parts look like."""

    model_config = described("站内搜索。一般不用写，自动识别不准时再写。")

    url: Url | None = Field(default=None, description="搜索页网址；不写则从首页的搜索框开始")
    input: Selector | None = Field(default=None, description="搜索框的 CSS 选择器")
    button: Selector | None = Field(default=None, description="搜索按钮的 CSS 选择器")
    results: Selector | None = Field(default=None, description="每一条搜索结果的 CSS 选择器")
    categories: Selector | None = Field(default=None, description="结果分类（全部、新闻、政策、服务等）的 CSS 选择器")
    no_result: Selector | None = Field(default=None, description="“没有找到相关结果”提示的 CSS 选择器")


class QuestionConfig(Part):
    """One simple common question the site's owner agrees to be asked."""

    model_config = described("一条咨询问题：简单、常见、真实，像普通网民那样问。")

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)] = Field(
        description="标题（2 至 60 字）"
    )
    content: Note = Field(description="内容")


class MailboxConfig(Part):
    """Where letters are written and looked up, and whether one may really be sent."""

    model_config = described("信箱（信息提交）。只有 allow_submit 与命令行选项都同意，才会真的提交一封信。")

    url: Url | None = Field(default=None, description="写信页面网址")
    fields: dict[LetterField, Selector] = Field(default={}, description="写信表单各项的 CSS 选择器")
    submit: Selector | None = Field(default=None, description="提交按钮的 CSS 选择器")
    receipt: Selector | None = Field(default=None, description="提交后显示信件编号（回执）处的 CSS 选择器")
    query_url: Url | None = Field(default=None, description="信件查询页面网址")
    query_fields: dict[QueryField, Selector] = Field(default={}, description="信件查询表单各项的 CSS 选择器")
    query_submit: Selector | None = Field(default=None, description="查询按钮的 CSS 选择器")
    query_result: Selector | None = Field(
        default=None, description="显示查询结果（信件和答复）处的 CSS 选择器；只读这一处，有内容即为查到"
    )
    allow_submit: StrictBool = Field(
        default=False,
        description="是否允许巡检提交一封测试信件",
    )
    note: Note | None = Field(default=None, description="写在测试信件正文末尾的说明，告诉收信人这是测试")
    questions: tuple[QuestionConfig, ...] = Field(
        default=(), description="模拟咨询的问题（两条，各不相同）；写了才会咨询，用来检查几个工作日内是否答复"
    )


class EntryConfig(Part):
    """One place where a visitor signs in, on the interaction side or the service side."""

    model_config = described("一处登录入口，例如互动交流、办事服务。")

    name: Text = Field(description="入口名称")
    url: Url = Field(description="入口所在页面网址")
    login: Selector | None = Field(default=None, description="“登录”链接或按钮的 CSS 选择器")
    logout: Selector | None = Field(default=None, description="“退出”链接或按钮的 CSS 选择器")
    user_marker: Selector | None = Field(default=None, description="登录后才出现的用户名处的 CSS 选择器")


def _plain_user(value: object) -> object:
    if value is not None and not isinstance(value, str):
        raise Fault("应为环境变量的名字（文字），不能写用户名或密码本身。")
    return value


Secret = Annotated[EnvName | None, BeforeValidator(_plain_user)]


class SignOnConfig(Part):
    """Where single sign-on is tried, and in which environment variables the test account is found."""

    model_config = described("统一身份认证（一号登录）。用户名和密码只从环境变量读取，档案里只写变量的名字。")

    entries: tuple[EntryConfig, ...] = Field(
        default=(), description="登录入口，至少互动交流、办事服务各一处；不写则自动寻找"
    )
    username_input: Selector | None = Field(default=None, description="登录表单中用户名输入框的 CSS 选择器")
    password_input: Selector | None = Field(default=None, description="登录表单中密码输入框的 CSS 选择器")
    captcha_input: Selector | None = Field(default=None, description="登录表单中验证码输入框的 CSS 选择器")
    submit: Selector | None = Field(default=None, description="登录表单中“登录”按钮的 CSS 选择器")
    username_env: Secret = Field(default=None, description="存放测试账号用户名的环境变量的名字")
    password_env: Secret = Field(default=None, description="存放测试账号密码的环境变量的名字")
    allow_login: StrictBool = Field(
        default=False,
        description="是否允许巡检用测试账号登录",
    )

    @model_validator(mode="after")
    def _complete_account(self) -> Self:
        for key, other in (("username_env", "password_env"), ("password_env", "username_env")):
            if getattr(self, key) is None and (self.allow_login or getattr(self, other) is not None):
                because = "允许登录（allow_login: true）" if self.allow_login else f"已有 {other}"
                raise Fault(f"没有写：{because}，就要同时写 username_env 和 password_env。", key)
        return self
