using CsTelemetry.ClickHouse;

namespace CsTelemetry.Benchmarks.Scores;

/// <summary>Makes up a tenant's use in the store itself, the same for the same seed: no event goes through the intake.</summary>
internal static class MadeUpUse
{
    public const string Tenant = "bench";

    // Each person's uses over the whole time, of which half are drawn away: some people come daily, some hardly ever.
    private const int SlotsPerPerson = 360;
    private const int MaxPeople = 16;
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>Adds the portfolio, in steps of a thousand accounts.</summary>
    public static async Task AddAsync(ClickHouseClient store, ScoresOptions options, DateOnly through)
    {
        for (var first = 0; first < options.Accounts; first += 1_000)
        {
            await store.ExecuteAsync(
                new ClickHouseQuery(Sql("1"))
                {
                    Parameters = Parameters(options, through, first, Math.Min(1_000, options.Accounts - first), batch: (first / 1_000) + 1),
                    Settings = new Dictionary<string, string>
                    {
                        ["max_partitions_per_insert_block"] = "0",
                        ["max_insert_block_size"] = "1048449",
                        ["min_insert_block_size_rows"] = "1048449",
                        ["max_insert_threads"] = "1",
                    },
                    Timeout = Limit,
                },
                CancellationToken.None);
        }
    }

    /// <summary>Adds late uses of some accounts, as one batch.</summary>
    public static Task AddLateAsync(ClickHouseClient store, ScoresOptions options, DateOnly through, int first, int accounts, long batch) => store.ExecuteAsync(
        new ClickHouseQuery(Sql("{through:Date} - day < 2")) { Parameters = Parameters(options, through, first, accounts, batch), Timeout = Limit },
        CancellationToken.None);

    private static ClickHouseParameters Parameters(ScoresOptions options, DateOnly through, int first, int accounts, long batch) => new()
    {
        { "through", through }, { "days", options.Months * 365 / 12 }, { "features", options.Features }, { "first", first }, { "accounts", accounts }, { "batch", batch },
        { "slots", SlotsPerPerson }, { "people", MaxPeople },
    };

    // An account has 1 to 16 people, most have few; it begins somewhere in the first two thirds of the time. A person comes on some share of the days, the first one at least now and then.
    // One account in four is lost: at a moment of its own in the last two thirds of its life, after two to five months in which less and less is used.
    private static string Sql(string condition) =>
        $$"""
        INSERT INTO events (tenant, account_id, kind, feature, day, user_id, platform, actor_kind, quantity, duration_ms, value, occurred_at, received_at, application, client_instance_id, sequence, wal_id, wal_batch)
        SELECT 'bench', concat('account-', leftPad(toString(account), 6, '0')), 'feature_use', concat('feature-', leftPad(toString(toUInt32(floor(pow(dice_feature, 2) * {features:UInt32}))), 3, '0')),
               day, concat('user-', leftPad(toString(person), 2, '0')), 'web', 'human', 1, 1000, 0, toDateTime64(day, 3, 'UTC') + 36000, toDateTime64(day, 3, 'UTC') + 36001, 'app',
               {batch:UInt64}, number, 1, {batch:UInt64}
        FROM
        (
            SELECT number, {first:UInt64} + intDiv(number, {people:UInt64} * {slots:UInt64}) AS account, intDiv(number, {slots:UInt64}) % {people:UInt64} AS person,
                   cityHash64(account, 1) % 1000 / 1000 AS dice_account, greatest(cityHash64(account, person, 2) % 1000 / 1000, if(person = 0, 1 / 20, 0)) AS dice_person,
                   cityHash64(account, number, 3) % 100000 / 100000 AS dice_day, cityHash64(account, number, 4) % 100000 / 100000 AS dice_feature, cityHash64(account, number, 5) % 1000 / 1000 AS dice_use,
                   cityHash64(account, 8) % 1000 / 1000 AS dice_end, cityHash64(account, number, 10) % 1000 / 1000 AS dice_fading,
                   toUInt32({days:UInt32} * 2 / 3 * dice_account) AS begins, begins + toUInt32(floor(dice_day * ({days:UInt32} - begins))) AS place,
                   cityHash64(account, 6) % 4 = 0 AS is_lost, begins + ({days:UInt32} - begins) * (1 / 3 + 2 / 3 * dice_end) AS ends, 60 + cityHash64(account, 9) % 90 AS fading,
                   {through:Date} - {days:UInt32} + 1 + place AS day
            FROM numbers({accounts:UInt64} * {people:UInt64} * {slots:UInt64})
            WHERE person <= floor(pow(cityHash64(account, 7) % 1000 / 1000, 2) * {people:UInt64}) AND dice_use < dice_person AND (NOT is_lost OR (ends - place) / fading > dice_fading)
        )
        WHERE {{condition}}
        """;
}
