using System.Text.Json;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>Tells a book of knowledge what a test knows.</summary>
internal static class Told
{
    internal static async Task SeatsAsync(KnowledgeBook book, string tenant, string account, int seats) =>
        await AccountAsync(book, tenant, account, JsonSerializer.SerializeToElement(new { seats = new[] { new { seats } } }));

    internal static async Task AccountAsync(KnowledgeBook book, string tenant, string account, JsonElement document)
    {
        var outcomes = await book.WriteAsync(
            tenant, "test", [new KnowledgeWrite(KnowledgeKey.OfAccount(account), KnowledgeEdit.Replacement(document))], isAtomic: true, CancellationToken.None);
        Assert.True(Assert.Single(outcomes).IsTaken);
    }
}
