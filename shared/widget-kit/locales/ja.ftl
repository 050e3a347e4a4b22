gap-no-coverage = この地点では利用できません。
gap-missing = 気象サービスに現在この値がありません。
gap-broken = このタイルを描画できませんでした。
gap-upstream =
    最新の天気を取得できません。{ $problem ->
        [setup] この設定では気象サービスに問い合わせできません。
        [unreachable] 気象サービスから応答がありません。
        [busy] 気象サービスが混み合っています。
        [unavailable] 気象サービスに障害が発生しています。
        [refused] 気象サービスが問い合わせを拒否しました。
        [not-covered] 気象サービスはこの地点の提供を終えました。
        [empty] 気象サービスに現在この値がありません。
        [budget-spent] 今日の問い合わせ回数が上限に達しました。
        [not-recorded] 記録にこの地点の天気がありません。
       *[malformed] 気象サービスの応答を読み取れません。
    }
