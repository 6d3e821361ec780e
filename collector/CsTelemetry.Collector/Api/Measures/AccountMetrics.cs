using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Answers how one account stands: its features, its people, what happened to it. Thread-safe.</summary>
internal sealed class AccountMetrics(MetricReader metrics, MetricParameterReader parameters, ScoringQueries scoring, FeaturePoints points)
{
    private const int MonthDays = ActivityCounts.MonthDays;

    public async Task<AccountFeaturePage> FeaturesAsync(
        RequestCaller caller, string accountId, string? asOf, string? area, string? status, PageParameters page, CancellationToken cancellationToken)
    {
        var wanted = MetricParameterReader.Choice<FeatureStatus>("status", status);
        var onlyArea = MetricParameterReader.Text("area", area);
        var measured = await ReadAsync(caller, accountId, asOf, cancellationToken);
        var (audience, question) = (measured.Audience, measured.Question);
        var uses = audience.Of(measured.Uses).ToLookup(use => use.Slice, StringComparer.Ordinal);
        var core = await CoreAsync(measured, cancellationToken);
        var priced = await points.OfAsync(question.Scope, accountId, cancellationToken);
        var rows = measured.Knowledge.Features.Keys.Union(uses.Select(group => group.Key))
            .Where(key => measured.Feature(key).Kind == FeatureKind.Value)
            .Order(StringComparer.Ordinal)
            .Select(key => Row(measured, key, core.ContainsKey(key), AccountFeatures.Of(audience, accountId, measured.Feature(key), measured.Crowd.ReportedSince(key), uses[key]), priced))
            .ToList();
        var shown = rows.Where(row => (onlyArea is null || row.Area == onlyArea) && (wanted is null || row.Standing.Status == wanted)).ToList();
        var cut = page.Cut(question.AsOf, shown, row => row.Key);
        var all = PersonUses.BySlice(audience.Of(measured.Uses), _ => "");
        return new AccountFeaturePage(
            question.AsOf,
            parameters.IsProvisional(question, measured.Knowledge),
            accountId,
            Breadth.Of(rows.Where(row => row.Core).Select(row => (measured.Feature(row.Key) with { ValueWeight = core[row.Key] }, row.Standing.Status))),
            Distribution.Of(all.Select(use => (double)use.In(question.AsOf.AddDays(1 - MonthDays), question.AsOf).Length).Where(days => days > 0)),
            cut.TotalCount,
            cut.Items,
            cut.NextCursor);
    }

    public async Task<Page<AccountUserRow>> UsersAsync(
        RequestCaller caller, string accountId, string? asOf, string? role, PageParameters page, CancellationToken cancellationToken)
    {
        Privacy.Of(caller).DemandPeople("The list of an account's people");
        var measured = await ReadAsync(caller, accountId, asOf, cancellationToken);
        var onlyRole = MetricParameterReader.Text("role", role);
        var uses = measured.Audience.Of(measured.Uses).ToLookup(use => use.UserId, StringComparer.Ordinal);
        var people = measured.Audience.PeopleOf(accountId).Where(person => onlyRole is null || person.Role == onlyRole).ToList();
        return page.Cut(measured.Question.AsOf, people, person => person.UserId).Select(person => AccountUsers.Row(measured, person, [.. uses[person.UserId]]));
    }

    public async Task<Page<TimelineEntry>> TimelineAsync(RequestCaller caller, string accountId, string? asOf, PageParameters page, CancellationToken cancellationToken)
    {
        var measured = await ReadAsync(caller, accountId, asOf, cancellationToken);
        var entries = AccountTimeline.Of(measured.Audience, measured.Audience.Find(accountId)!, measured.Uses, Privacy.Of(caller).MaySeePeople);
        return NumberedPage.Cut(page, measured.Question.AsOf, entries);
    }

    private async Task<Measured> ReadAsync(RequestCaller caller, string accountId, string? asOf, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, new MetricParameters { AsOf = asOf, AccountId = accountId }, isOfFeature: false, cancellationToken);
        var measured = await metrics.ReadFeaturesAsync(question, MetricReader.Ever, cancellationToken);
        return measured.Audience.Find(accountId) is not null
            ? measured
            : throw new NotKnownException(
                "There is no such account.",
                $"The account \"{MetricParameterReader.Shown(accountId)}\" is neither known nor seen in an event up to {question.AsOf:yyyy-MM-dd}, or it is excluded. Ids are case-sensitive; list them with GET /v1/accounts.");
    }

    // While the catalog marks a feature core, those are the core; else the most-used ones.
    private async Task<IReadOnlyDictionary<string, double>> CoreAsync(Measured measured, CancellationToken cancellationToken)
    {
        var marked = measured.Knowledge.Features.Values.Where(feature => feature.IsCore).ToDictionary(feature => feature.Key, feature => feature.ValueWeight, StringComparer.Ordinal);
        return marked.Count > 0
            ? marked
            : CoreFeatureSelection.Select(await scoring.FeatureTotalsAsync(measured.Question.Scope, cancellationToken)).ToDictionary(core => core.Feature, core => core.Weight, StringComparer.Ordinal);
    }

    private static AccountFeatureRow Row(Measured measured, string key, bool isCore, AccountFeature standing, IReadOnlyDictionary<string, FeatureLine>? priced)
    {
        var line = priced?.GetValueOrDefault(key);
        var feature = measured.Feature(key);
        return new AccountFeatureRow(key, feature.Name, feature.Area, measured.Knowledge.Features.ContainsKey(key), isCore, feature.ValueWeight, standing, priced is null ? null : line?.Points ?? 0, priced is null ? null : line?.PointsLost ?? 0);
    }
}
