using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using StoredRestatement = CsTelemetry.ClickHouse.Scores.ScoreRestatement;

namespace CsTelemetry.Collector.Api;

/// <summary>Lists what was said otherwise after it had been stated for good. Thread-safe.</summary>
internal sealed class RestatementReports(RestatementStore restatements, LandedQueries landed, ScoreModels models, CompleteDays days)
{
    private const int DefaultDays = 28;
    private const int MaxDays = 400;

    public async Task<Page<Contracts.ScoreRestatement>> ListAsync(string tenant, RestatementQuery query, CancellationToken cancellationToken)
    {
        var page = PageParameters.Read(query.Limit, query.Cursor);
        var after = RestatementQuery.PlaceOf(page);
        var question = await QuestionAsync(tenant, query, cancellationToken);
        var counting = restatements.CountAsync(question, cancellationToken);
        var found = await restatements.ListAsync(question, after, page.Limit + 1, cancellationToken);
        var total = await counting;
        var erasures = found.Count == 0 ? [] : await landed.ErasuresAsync(tenant, found.Min(item => item.First.ComputedAt), cancellationToken);
        var items = found.Take(page.Limit).Select(item => Item(item, erasures)).ToList();
        return new Page<Contracts.ScoreRestatement>(
            question.To, (int)total, items, found.Count > page.Limit ? RestatementQuery.CursorAfter(items[^1].AsOf, items[^1].AccountId) : null);
    }

    private async Task<RestatementQuestion> QuestionAsync(string tenant, RestatementQuery query, CancellationToken cancellationToken)
    {
        var last = DayParameter.Read("to", query.To, await days.NewestAsync(tenant, cancellationToken));
        var first = DayParameter.Read("from", query.From, last.AddDays(1 - DefaultDays));
        if (first > last || last.DayNumber - first.DayNumber >= MaxDays)
        {
            throw new InvalidParameterException("from", $"{first:O} to {last:O} cannot be answered; it must be 0 to {MaxDays - 1} days before `to`.");
        }

        var model = await ModelParameter.ReadAsync(models, tenant, query.ModelVersion, cancellationToken);
        return new RestatementQuestion(tenant, model is null ? ScoreRows.AutoHash : ScoreRows.HashOf(model), first, last)
        {
            AccountId = string.IsNullOrEmpty(query.AccountId) ? null : query.AccountId,
            Since = MomentParameter.Read("updated_since", query.UpdatedSince),
        };
    }

    private static Contracts.ScoreRestatement Item(StoredRestatement item, IReadOnlyList<DateTimeOffset> erasures) => new(
        item.Now.AccountId,
        item.Now.AsOf,
        ContractMap.Point(item.First),
        ContractMap.Point(item.Now),
        item.Now.Score - item.First.Score,
        RestatementCauses.Of(item, erasures));
}
