title = 紫外線指数
max = 今日の最大{ $index }
clear-sky = 快晴時{ $index }
protect-later = { $time }～{ $until }は紫外線対策を
protect-now = { $time }まで紫外線対策を
# Where it is unknown when it ends.
protect-later-at-least = { $time }から少なくとも{ $until }まで紫外線対策を
protect-now-at-least = 少なくとも{ $time }まで紫外線対策を
protect-again = 次の紫外線対策は明日{ $time }から
protect-no-more = 今日はもう紫外線対策は不要
protect-never = 今日は紫外線対策は不要
protect-unknown = 紫外線対策の要否は不明
text = 紫外線指数{ $index }、{ $category }。{ $max }、{ $sky }。{ $protection }。
uv-low = 弱い
uv-moderate = 中程度
uv-high = 強い
uv-very-high = 非常に強い
uv-extreme = 極端に強い
