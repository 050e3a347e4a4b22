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
search-label = 場所を検索
search-placeholder = 都市名または緯度,経度
search-none = 該当する場所がありません。
search-count = { $count } 件
search-lost = ボードが応答しません。しばらくしてからもう一度お試しください。
search-favourites = お気に入り
search-recent = 最近の場所
search-favourite = お気に入り
search-here = 現在地を使う
search-here-asking = 現在地を確認しています…
search-here-denied = 現在地の利用が許可されていません。ブラウザの設定でこのページに許可するか、場所を入力してください。
search-here-unknown = 現在地を取得できません。場所を入力してください。
places-title = 場所
places-back = ボードに戻る
places-listed = このボードの場所
