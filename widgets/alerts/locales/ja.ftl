title = 警報・注意報
# Where nothing warns: the official service has nothing, has something for other
# areas only, does not answer, or there is none.
calm = 発表なし
calm-note = 公式機関が発表中の警報・注意報はありません
elsewhere = この地点への発表なし
down = 発表状況は不明
down-note = 公式機関から応答がありません。予報では危険な現象はありません
uncovered = 危険な現象の予想なし
uncovered-note = 予報による判断です。この地点の公式情報は取得していません
# Beside warnings; those of the forecast have hollow signs.
feed-down = 公式機関から応答がありません
feed-down-hazards = 公式機関の応答なし（白抜きは予報）
derived = 予報による判断（公式発表ではありません）
forecast = 予報
# $count: a number; of one and of none nothing is said.
count = { $count ->
    [0] {""}
    [1] {""}
   *[other] 全{ $count }件
}
banner = { $event }: { $start }から
# $facts: how severe, when, where.
row = { $event }: { $facts }
other-area = 他の地域
until = { $end }まで
until-further-notice = 当分の間
from = { $start }から
from-to = { $start }～{ $end }
severity-unknown = 程度不明
severity-minor = 軽度
severity-moderate = 中程度
severity-severe = 重大
severity-extreme = 極めて重大
hazard-heat = 高温
hazard-frost = 低温
hazard-gale = 強風
hazard-heavy-rain = 雨の強まり
hazard-freezing-rain = 着氷性の雨
hazard-snow = 雪
hazard-thunderstorm = 雷雨
hazard-uv = 強い紫外線
hazard-air-quality = 大気汚染
