using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Measuring;

/// <summary>Gathers what metrics are computed from: what is known and what was used. Thread-safe.</summary>
internal sealed class MetricReader(KnowledgeBook book, UsageReader usage)
{
    /// <summary>A day before all days of use.</summary>
    public static readonly DateOnly Ever = new(1970, 1, 1);

    public Task<TenantKnowledge> KnowledgeAsync(string tenant, CancellationToken cancellationToken) => book.GetAsync(tenant, cancellationToken);

    /// <summary>Reads the uses of one feature, or of the product as a whole.</summary>
    /// <param name="question">About whom.</param>
    /// <param name="feature">The feature; null for all value events.</param>
    /// <param name="from">The first day whose uses matter beside first days ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Measured> ReadAsync(MetricQuestion question, string? feature, DateOnly from, CancellationToken cancellationToken)
    {
        var byArea = feature is null && (question.Area is not null || question.GroupBy == Dimension.Area);
        var slice = byArea ? UsageSlice.Feature : question.GroupBy == Dimension.Platform ? UsageSlice.Platform : UsageSlice.None;
        var asked = new UsageQuestion(slice, NotBefore(from)) { Feature = feature, Platform = question.Platform, Account = question.Filter.AccountId };
        var measured = await ReadAsync(question, asked, cancellationToken);
        return byArea ? new Measured(question, measured.Crowd, ByArea(question, measured)) : measured;
    }

    /// <summary>Reads the uses of all features, each told apart by its key.</summary>
    /// <inheritdoc cref="ReadAsync(MetricQuestion, string?, DateOnly, CancellationToken)"/>
    public Task<Measured> ReadFeaturesAsync(MetricQuestion question, DateOnly from, CancellationToken cancellationToken) =>
        ReadAsync(question, new UsageQuestion(UsageSlice.Feature, NotBefore(from)) { Account = question.Filter.AccountId, Platform = question.Platform }, cancellationToken);

    /// <summary>Reads who walked a funnel's features, of those whom the filter lets in.</summary>
    public async Task<(Measured Measured, IReadOnlyList<FunnelWalker> Walkers)> ReadWalkersAsync(
        MetricQuestion question, IReadOnlyList<string> features, DateOnly from, CancellationToken cancellationToken)
    {
        var knowledge = await book.GetAsync(question.Scope.Tenant, cancellationToken);
        var crowd = await usage.CrowdAsync(question.Scope, knowledge, question.Filter.AccountId, cancellationToken);
        var measured = new Measured(question, crowd, []);
        var walkers = await usage.WalkersAsync(question.Scope, [.. features.Distinct(StringComparer.Ordinal)], NotBefore(from), question.Platform, cancellationToken);
        return (measured, [.. walkers.Where(walker => measured.Audience.Find(walker.AccountId, walker.UserId) is not null)]);
    }

    private async Task<Measured> ReadAsync(MetricQuestion question, UsageQuestion asked, CancellationToken cancellationToken)
    {
        var knowledge = await book.GetAsync(question.Scope.Tenant, cancellationToken);
        var crowd = await usage.CrowdAsync(question.Scope, knowledge, question.Filter.AccountId, cancellationToken);
        var uses = await usage.UsesAsync(question.Scope, knowledge.Version, asked, cancellationToken);
        return new Measured(question, crowd, uses);
    }

    // The store's days begin in 1970; a window that reaches back further has nothing there.
    private static DateOnly NotBefore(DateOnly from) => from < Ever ? Ever : from;

    private static IReadOnlyList<PersonUse> ByArea(MetricQuestion question, Measured measured)
    {
        string? AreaOf(string feature) => measured.Knowledge.Features.GetValueOrDefault(feature)?.Area;
        return PersonUses.BySlice(measured.Uses, feature => question.Area is { } area
            ? AreaOf(feature) == area ? area : null
            : AreaOf(feature) ?? "");
    }
}
