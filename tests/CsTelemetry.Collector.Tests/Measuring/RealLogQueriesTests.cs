using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;
using CsTelemetry.Adoption.Tests.Oracle;
using CsTelemetry.Adoption.Tests.RealLog;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Measuring;

/// <summary>The real log through the real store: the days of use that SQL gives are those of the file.</summary>
[Collection(RealStoreTests.Name)]
public sealed class RealLogQueriesTests(StoreFixture fixture)
{
    [RealLogFact]
    public async Task The_days_of_use_of_the_real_log_are_those_of_its_file()
    {
        var raw = RealLogFile.Read();
        using var store = await fixture.NewStoreAsync();
        await HistoryRows.AddAsync(store, [("nova", HistoryOf(raw))]);
        var queries = new MetricQueries(store, new MetricOptions());
        foreach (var asOf in (DateOnly[])[new(2013, 6, 30), new(2016, 12, 31), new(2026, 8, 31)])
        {
            var scope = new QueryScope("nova", asOf);
            var features = await queries.UsesAsync(scope, new UsageQuestion(UsageSlice.Feature, MetricReader.Ever), CancellationToken.None);
            var all = await queries.UsesAsync(scope, new UsageQuestion(UsageSlice.None, asOf.AddDays(-83)), CancellationToken.None);
            var known = raw.Where(e => e.Day <= asOf).ToArray();

            Assert.Equal(UseLines.Of(Uses(known, e => e.Feature), MetricReader.Ever), UseLines.Of(features, MetricReader.Ever));
            Assert.Equal(UseLines.Of(Uses(known, _ => ""), asOf.AddDays(-83)), UseLines.Of(all, asOf.AddDays(-83)));
        }
    }

    private static History HistoryOf(List<RawEvent> raw) => new(
        TenantKnowledge.None,
        raw.Select(e => e.Account).Distinct().ToDictionary(account => account, _ => "UTC"),
        [.. raw.Select(e => new LoggedEvent(e.Account, e.User, LoggedEvent.FeatureUse, e.Feature, new DateTimeOffset(e.Day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero), ActorKind.Human, "server"))],
        new DateOnly(2026, 8, 31));

    private static IEnumerable<PersonUse> Uses(RawEvent[] known, Func<RawEvent, string> sliceOf) => known
        .GroupBy(e => (e.Account, e.User, Slice: sliceOf(e)))
        .Select(own => new PersonUse(own.Key.Account, own.Key.User, own.Min(e => e.Day), own.GroupBy(e => e.Day).OrderBy(day => day.Key).Select(day => new DayUse(day.Key, day.Count())), own.Key.Slice));
}
