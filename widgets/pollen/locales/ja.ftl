title = 花粉
strongest = { $plant }: { $level }
nothing = 花粉なし
nothing-now = 現在は花粉なし
nothing-known = 花粉のデータなし
unit = 個/m³
note-now = 現在{ $now }、日平均{ $mean }{ unit }
note-today = 日平均: { $plant } { $mean }{ unit }

## The text: what is known of each plant now and on each day
now = 現在
counts = { $label }: { $counts }。
count = { $plant } { $level }（{ $grains }）
unknown = { $plant } 不明
all-unknown = 不明
no-others = ほかはなし
none = なし

plant-alder = ハンノキ
plant-birch = シラカバ
plant-grass = イネ科
plant-mugwort = ヨモギ
plant-olive = オリーブ
plant-ragweed = ブタクサ
pollen-level-none = なし
pollen-level-low = 少ない
pollen-level-moderate = やや多い
pollen-level-high = 多い
pollen-level-very-high = 非常に多い
