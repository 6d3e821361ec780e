using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Answers how far features are adopted, and who never touched them. Thread-safe.</summary>
internal sealed class AdoptionMetrics(MetricReader metrics, MetricParameterReader parameters, MetricAnswers answers, MetricOptions limits)
{
    public async Task<MetricSeries<FeatureAdoption>> AdoptionAsync(
        RequestCaller caller, string key, MetricParameters given, string? from, string? interval, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, given, isOfFeature: true, cancellationToken);
        var days = MetricDays.Read(from, interval, question.AsOf, limits);
        var measured = await FeatureUses.ReadAsync(metrics, question, key, MetricReader.Ever, cancellationToken);
        return answers.Series(measured, key, days, Privacy.Of(caller), (group, _) => FeatureAdoptions.Of(
            group.Audience, measured.Feature(key), measured.Crowd.ReportedSince(key), group.Uses, RoleOf(measured.Question, group)));
    }

    public async Task<Page<FeatureAccountRow>> AccountsAsync(
        RequestCaller caller, string key, MetricParameters given, string? status, PageParameters page, CancellationToken cancellationToken)
    {
        var wanted = MetricParameterReader.Choice<FeatureStatus>("status", status);
        var question = await UngroupedAsync(caller, given, cancellationToken);
        DemandForRole(caller, question);
        var measured = await FeatureUses.ReadAsync(metrics, question, key, MetricReader.Ever, cancellationToken);
        var all = FeatureAdoptions.Accounts(measured.Audience, measured.Feature(key), measured.Crowd.ReportedSince(key), measured.Uses, question.Filter.Role);
        var ranks = new PeerRanks(all);
        var rows = all.Where(account => wanted is null || account.Status == wanted).ToList();
        return page.Cut(question.AsOf, rows, row => row.AccountId).Select(row => Row(measured.Audience.Find(row.AccountId)!, row, ranks.Of(row)));
    }

    public async Task<NeverUsedPage> NeverUsedAsync(
        RequestCaller caller, string key, MetricParameters given, NeverUsedOf of, string? since, bool summary, PageParameters page, CancellationToken cancellationToken)
    {
        var privacy = Privacy.Of(caller);
        if (of == NeverUsedOf.Users && !summary)
        {
            privacy.DemandPeople("A list of users (`summary=true` gives the numbers alone)");
        }

        var question = await UngroupedAsync(caller, given, cancellationToken);
        if (of == NeverUsedOf.Accounts)
        {
            DemandForRole(caller, question);
        }

        var knowledge = await metrics.KnowledgeAsync(caller.Tenant, cancellationToken);
        var first = SinceParameter.Read(since, knowledge);
        var measured = await FeatureUses.ReadAsync(metrics, question, key, first ?? question.AsOf, cancellationToken);
        var (entitled, items) = NeverUsedLists.Of(measured, key, of, first);
        var isHidden = of == NeverUsedOf.Users && privacy.Hides(entitled);
        var cut = page.Cut(question.AsOf, items, NeverUsedLists.KeyOf);
        return new NeverUsedPage(
            question.AsOf,
            parameters.IsProvisional(question, measured.Knowledge),
            key,
            of == NeverUsedOf.Users ? "users" : "accounts",
            first,
            measured.Crowd.ReportedSince(key) is not null,
            isHidden,
            isHidden ? null : entitled,
            isHidden ? null : items.Count,
            isHidden || entitled == 0 ? null : (double)items.Count / entitled,
            summary ? null : cut.Items,
            summary ? null : cut.NextCursor);
    }

    // Of one role an account often has one person.
    private static void DemandForRole(RequestCaller caller, MetricQuestion question)
    {
        if (question.Filter.Role is not null)
        {
            Privacy.Of(caller).DemandPeople("Narrowing a list of accounts to one `role`");
        }
    }

    private async Task<MetricQuestion> UngroupedAsync(RequestCaller caller, MetricParameters given, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, given, isOfFeature: true, cancellationToken);
        return question.GroupBy == Dimension.None
            ? question
            : throw new InvalidParameterException("group_by", "A list is not grouped; filter it, or ask for `adoption` in groups.");
    }

    // In a group of one role, and for a filter of one, seats and adopters are those of that role.
    private static string? RoleOf(MetricQuestion question, MetricGroup group) => question.GroupBy == Dimension.Role ? group.Key : question.Filter.Role;

    private static FeatureAccountRow Row(AudienceAccount account, AccountFeature standing, double? rank) =>
        new(account.Id, account.Known?.Name, account.Plan, account.Known?.Segment, standing, rank);
}
