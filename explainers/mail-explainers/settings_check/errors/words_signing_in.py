"""Words about who is signing in, and how: servers' and programs', English and Japanese."""

from __future__ import annotations

from settings_check.errors.phrases import signals

__all__ = ["SIGNALS"]

SIGNALS = signals("""
credentials app-password 100
application-specific password | app-specific password | アプリ固有のパスワード
アプリパスワードが必要 | app用パスワード*必要 | requires an app password | use an app password
invalidsecondfactor | generate*app password | アプリパスワードを使用 | third-party app password
credentials app-password 96
#auth005 | bad auth attempts
credentials wrong-password 98
unknown user name | unknown username | unknown user*password | no such user*password
ログオンが拒否 | ログインが拒否 | サインインが拒否 | ログオンを拒否 | ログインを拒否
credentials wrong-password 97
username or password | user name or password | username and password | user name and password
username/password | user or password | password or username | ユーザー名またはパスワード
ユーザー名かパスワード | ユーザー名とパスワード | ユーザー名やパスワード | idまたはパスワード
idとパスワードが | アカウントまたはパスワード | アドレスまたはパスワード
credentials wrong-password 90
login*rejected | logon*denied | sign-in failed | sign in failed | password*expired
パスワード*有効期限 | auth*失敗 | ログイン*失敗 | サインイン*失敗 | 認証*失敗 | 認証*できません
login error | error_login | login_error | 認証しませんでした | 認証を拒否
error validating credentials | username and password not accepted | badcredentials
invalid credentials | invalid login or password | incorrect username or password
username or password is incorrect | user name or password is incorrect
invalid username or password | invalid user or password | wrong username or password
bad username or password | incorrect password | invalid password | wrong password | bad password
password incorrect | password is incorrect | password error | authentication failure
authentication failed | authentication unsuccessful | login failed
incorrect authentication data | authentication credentials invalid | logon failure
logon attempt failed | login incorrect | login denied | login invalid | invalid login
auth failed | auth failure | authenticate failed | failed to authenticate
could not authenticate | couldn't authenticate | unable to authenticate | credentials rejected
rejected your login | rejected the login | rejected the user name | username/password
the user name or password*was rejected | smtpauthenticationerror | bad credentials
authentication error | login fail | unable to log in | unable to login | unable to log on
could not log on | not able to log on | permission denied*login | user authorization failed
sasl*failed | password authentication failed | password verification failed
supplied credentials | password supplied*incorrect | password you entered
the password*is wrong | password*not correct | invalid user name | incorrect user name
account name or password | authorization failed | authentication is invalid
authenticationfailedexception | auth=fail | no such user or wrong | username*password*incorrect
username*password*invalid | パスワードが正しくありません | パスワードが間違 | パスワードが違い
パスワードが一致し | パスワードが拒否 | パスワードを確認 | パスワードに誤り | パスワードの誤り
パスワードが誤 | ユーザー名またはパスワード | ユーザー名かパスワード | ユーザ名とパスワード
ユーザー名やパスワード | ログインに失敗 | ログインできません | ログオンに失敗
ログオンできません | サインインに失敗 | 認証に失敗 | 認証が失敗 | 認証エラー | 認証できません
認証されません | 認証が拒否 | 認証情報が正しく | 認証情報が間違 | アカウント情報が正しく
ログイン情報が正しく | 認証失敗 | 資格情報が正しく | 資格情報が無効 | サインインできません
ログインエラー | ログイン失敗
credentials wrong-password 74
パスワードを送信できません | パスワードを取得できません | パスワードを取得できなかった
パスワードは必須 | パスワードが見つかりません | パスワードが設定されていません
password is required | メールのパスワードを入力 | enter your password for | パスワードを再入力
enter password for | パスワードが必要です | パスワードを入力してください | re-enter the password
credentials mail-password 93
パスワードが正しくありません*ドコモメール | imap専用パスワード
credentials username 92
ユーザー名が設定されていません | ユーザー名は必須 | username is required
ユーザー名を送信できません | user account not recognized | unknown username
sending of username did not succeed | sending of the username did not succeed
unknown user or incorrect password | no such account | user name*not recognized
invalid account | アカウントが認識 | ユーザー名が認識 | ユーザー名が正しく | ユーザー名が無効
ユーザー名が間違 | アカウント名が正しく | invalid user id | mailbox does not exist*login
credentials oauth-required 100
basic authentication is not supported | basic authentication is disabled | basicauthblocked
basic auth*disabled | basic authentication*deprecated | 基本認証 | legacy authentication
modern authentication | requires oauth | oauth2 is required | oauth2 required | xoauth2 required
先進認証 | 最新の認証
credentials oauth-required 91
サインインの有効期限 | もう一度サインイン | セッションの有効期限 | 再認証 | 再度ログイン
reauthenticate
credentials oauth-required 88
invalid_grant | invalid sasl argument | token expired | token has been expired | token revoked
access token*expired | oauth*failed | oauth2*failed | xoauth2*fail | aadsts | トークンの有効期限
トークンが無効 | サインインし直し | 再度サインイン | oauth2*error | invalid_client
unauthorized_client | refresh token
credentials access-disabled 94
imap access is not allowed | imap access is disabled | imap is disabled | imap access disabled
pop access is not allowed | pop is disabled | pop access is disabled | not enabled for imap
not enabled for pop | enable imap | imap not enabled | smtpclientauthentication is disabled
authenticated but not connected | access is disabled | did not meet the criteria
access to*account is disabled | 条件に合わ | imapが有効になって | imapを有効に | popを有効に
imapアクセスが無効 | 外部メールソフト*許可 | protocol disabled | protocol is disabled
your account is not enabled for | not allowed to use imap | not allowed to use pop
imap service is not | service not enabled | account is not authorized to use
海外からのアクセス | 国外アクセス制限 | 国外から | smtp auth*disabled for the tenant
credentials blocked-login 95
log in via your web browser | webloginrequired | login via your web browser
log in with your web browser | sign-in attempt*blocked | sign in attempt was blocked
suspicious*login | suspicious*sign-in | unusual activity | critical security alert
less secure app | 安全性の低いアプリ | 不審なログイン | ログインをブロック
ログイン試行をブロック | please verify your account | verify your identity
network server-trouble 98
temporary authentication failure | temporary authentication | authentication temporarily
認証サーバー*一時
credentials lockout 93
login rate limit | account is locked | account locked | account*temporarily locked
account has been locked | account*locked out | too many failed login | too many invalid login
too many authentication failures | too many bad login | too many auth | too many failed auth
アカウントがロック | アカウントはロック | ロックされています | 一時的にロック
account suspended*login | authentication*temporarily blocked | account is disabled*login
too many failed attempts
credentials auth-method 94
平文のパスワードを許可していません | チケットが*受け入れられません | ticket*not accepted
auth not allowed | チケットを受け | 認証の種類 | auth*not permitted | authentication method
auth mechanism | authentication mechanism | authentication type | mechanism not supported
unrecognized authentication | unsupported auth | mechanism too weak | no supported auth
no suitable auth | no auth mechanism | no mechanism available | no worthy mechs
must use stronger authentication | stronger authentication | does not support encrypted password
doesn't support encrypted password | does not seem to support encrypted password
seem to support encrypted passwords | 暗号化されたパスワードをサポート | 認証方式
認証方法がサポート | 認証方法を | apopに対応 | apopをサポート | cram-md5*not | gssapi*not
kerberos*not accepted | gssapi*失敗 | kerberos*受け付け | spa*サポート
セキュリティで保護されたパスワード認証 | does not support apop | auth login*not supported
smtp auth extension not supported | smtp auth*not supported by server
smtpnotsupportederror*auth | none of the authentication methods
server doesn't support*authentication | authentication not supported | 認証をサポートして
credentials smtp-auth-missing 98
list of allowed rcpthost | isn't in my list | not an open relay | insecure mail relay
as a relay | relaying mail to | handle mail for | you don't authenticate
not a registered gateway user | client host rejected: access denied | not logged in
unauthenticated senders | not configured to relay | unable to relay for
credentials sender-address 97
送信者*拒否されました | 差出人*拒否されました | 送信元*拒否されました
credentials sender-address 98
差出人*正しくない | 差出人*正しくありません | 送信者*正しくない | 送信者*正しくありません
send as this sender | permissions to send as | permission to send as | send on behalf of
invalid address*mail from | bad address*mail from | syntax*mail from
email address is not verified | sender*not verified
credentials smtp-auth-missing 96
need auth command | need to authenticate
relay access denied | relaying denied | relay denied | relay not permitted
relaying not allowed | unable to relay | relaying is prohibited | relay not allowed
not permitted to relay | relaying prohibited | we do not relay | relaying disallowed
relay operation rejected | not allowed to relay | no relaying | does not allow relaying
relay rejected | authentication required | authentication is required
smtp authentication*required | requires authentication | must authenticate
must be authenticated | please authenticate | proper authentication
client was not authenticated | not authenticated to send
must check for new mail before sending | pop before smtp | smtp-auth*必要 | need to authenticate
requires smtp authentication | sender must be authenticated | without authentication
please log in first | please turn on smtp authentication | authenticate first | not logged in
must log in | must login | login first | 認証が必要 | 認証を必要 | 認証してから | 認証を行って
中継が拒否 | 中継を拒否 | 中継できません | リレーが拒否 | リレーを拒否 | リレーは許可 | 不正中継
送信前に受信 | 送信サーバーは認証が | 拒否された電子メールアドレス | auth required
first use of auth | mail from*authentication | is not permitted to relay | anonymous relay
this mail server requires | rcpt*auth first | auth first | send auth command first
credentials sender-address 97
not owned by user | sender address rejected*not owned | not owned by auth | sendasdenied
not allowed to send as | cannot send as | not permitted to send as | from address*not match
sender address*not match | envelope from*not match | mail from must equal authorized
mail from address must be same | not match the authenticated
sender*not authorized to send on behalf | does not match*authenticated | from*authorized user
not allowed to send from | sender is not allowed | sender*must match | use your own address
差出人アドレスが | 送信者アドレスが認証 | 送信元アドレスが | from*許可されていません
差出人*一致しません
credentials sender-address 98
bad sender address syntax | sender address rejected: domain not found
sender address has bad syntax | sender syntax | sender*address*syntax
credentials sender-address 91
bogus mail from | sender domain is empty | sending this from a different address
差出人情報が正しくありません | 送信者が指定されていません | 差出人が指定されていません
no sender address
credentials sender-address 90
invalid sender | sender address rejected | bad sender | sender rejected | sender verify failed
sender address verification | sender domain must exist | domain of sender address
sender domain*not exist | sender domain*not found | sender domain*not resolve
invalid from address | unrecognized sender | illegal sender | malformed sender
envelope sender*invalid | 差出人のアドレス*不正 | 差出人アドレスの書式
domain of sender*not resolve | invalid return path | senderの書式 | sender unknown
unknown sender | unroutable sender
credentials sender-address 70
アカウント設定でメールアドレスの設定が正しいか
""")
"""Groups of phrases, each with the class and sub they speak for and their weight."""
