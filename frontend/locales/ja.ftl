board-title = { $place }の天気
board-empty = このボードにはまだウィジェットがありません。届きしだい表示します。
state-stale = 更新停止
state-no-coverage = 対象外
state-failed = 障害
state-waiting = 待機中
reason-waiting = ウィジェットからまだ届いていません。
reason-gone = ウィジェットが停止しました。最後に届いた内容です。
reason-old = ウィジェットからの更新が長く途絶えています。
source-simulated = シミュレーション
source-replay = 記録の再生
# $severity: unknown, minor, moderate, severe, extreme.
notice = { $severity ->
    [extreme] 極めて重大な警報
    [severe] 重大な警報
   *[other] 警報
}
notice-until = { $time }まで
connection-lost = ボードに接続できません。表示中の値は更新されていません。
attribution = 気象データ: Open-Meteo.com
styleguide-title = スタイルガイド
styleguide-about = { $place }の仮想の天気による全タイルの全状態と、それを形づくるトークンです。
styleguide-tokens = トークン
styleguide-board = ボード
theme-light = ライト
theme-dark = ダーク
