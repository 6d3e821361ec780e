using System.Net;
using CsTelemetry.Testing;

namespace CsTelemetry.Samples.Tests.Web;

/// <summary>The sample SaaS as a process of its own, used by a browser over HTTP, reporting over real HTTP/2.</summary>
public sealed class ProjectBoardTests
{
    [Fact]
    public async Task A_visit_is_reported_event_by_event()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var sample = Start(collector);
        using var browser = await BrowserAsync(sample);

        Assert.Contains("Sign in", await browser.GetStringAsync("/boards/2"), StringComparison.Ordinal);
        await PostAsync(browser, "/sign-in", ("user", "ann"), ("password", "wrong"));
        await PostAsync(browser, "/sign-in", ("user", "ann"), ("password", "demo"));
        Assert.Contains("A &lt;new&gt; card", await PostAsync(browser, "/boards/2/cards", ("title", "A <new> card")), StringComparison.Ordinal);
        await browser.GetStringAsync("/search?words=new");
        await browser.GetStringAsync("/reports/cards.csv");
        Assert.Contains("Sign in", await PostAsync(browser, "/sign-out"), StringComparison.Ordinal);
        await sample.StopAsync();

        var events = collector.Events;
        Assert.Equal(
            [
                "AccountAttributes acme name=Acme Corp. plan=team renewal_date=2027-03-31 seats=12",
                "AccountAttributes globex name=Globex plan=enterprise renewal_date=2027-09-30 seats=80",
                "LoginFailed acme ann method=pwd reason=wrong_password",
                "Login acme ann method=cookie",
                "IdentifyUser acme ann role=admin",
                "PageView acme ann boards",
                "FeatureUse acme ann cards.create",
                "FeatureUse acme ann boards.open",
                "FeatureUse acme ann search results=1",
                "FeatureUse acme ann reports.export",
                "Logout acme ann",
                "CustomCounter acme ann flag:quick-add=off",
            ],
            events.OrderBy(one => one.Sequence).Select(Describe));
        var session = Assert.Single(events.Where(one => one.UserId == "ann" && one.Kind is not (RecordedEventKind.LoginFailed or RecordedEventKind.CustomCounter)).Select(one => one.SessionId).Distinct());
        Assert.NotNull(session);
        Assert.All(events.Where(one => one.Kind is RecordedEventKind.FeatureUse), one => Assert.Equal(Platform.Web, one.Platform));
        Assert.Equal(("projectboard-web", "2026.11", "test"), (collector.Batches[0].Application, collector.Batches[0].ApplicationVersion, collector.Batches[0].Environment));
    }

    [Fact]
    public async Task What_a_background_service_does_for_a_tenant_is_the_tenants_and_no_persons_use()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var sample = Start(collector);
        using var browser = await BrowserAsync(sample);

        await PostAsync(browser, "/sign-in", ("user", "bob"), ("password", "demo"));
        await PostAsync(browser, "/boards/1/cards", ("title", "Greet me"));
        var run = await collector.WaitForAsync(one => one.Feature == "automations.run");

        Assert.Equal(("acme", "bob", ActorKind.Service, Platform.Server), (run.AccountId, run.UserId, run.ActorKind, run.Platform));
        Assert.Contains("Welcome, new card.", await browser.GetStringAsync("/boards/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcomes_errors_and_refusals_are_told_apart_and_no_tenant_sees_another()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var sample = Start(collector);
        using var browser = await BrowserAsync(sample);

        await PostAsync(browser, "/sign-in", ("user", "cyd"), ("password", "demo"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, "/boards/3"));
        await PostAsync(browser, "/boards/2/cards", ("title", "Card"));
        await PostAsync(browser, "/cards/1/done");
        await PostAsync(browser, "/cards/1/comments", ("text", "Well done"));
        await PostAsync(browser, "/reports/import", ("csv", "nonsense"));
        await PostAsync(browser, "/settings/boards/1/greeting/false");
        await sample.StopAsync();

        Assert.Equal(
            ["FeatureUse cards.create", "FeatureUse boards.open", "Outcome card.done", "FeatureUse cards.finish", "FeatureUse boards.open", "FeatureUse comments.write", "FeatureUse boards.open", "Error import.malformed"],
            collector.Events.Where(one => one.Kind is RecordedEventKind.FeatureUse or RecordedEventKind.Outcome or RecordedEventKind.Error).OrderBy(one => one.Sequence).Select(one => $"{one.Kind} {one.Feature}"));
    }

    private static RunningSample Start(FakeCollector collector) => RunningSample.Start(
        "ProjectBoard",
        ["--urls", "http://127.0.0.1:0"],
        ("CsTelemetry__Endpoint", collector.Endpoint.ToString()),
        ("CsTelemetry__ApiKey", "test.kit"),
        ("CsTelemetry__Environment", "test"),
        ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"));

    private static async Task<HttpClient> BrowserAsync(RunningSample sample)
    {
        var line = await sample.UntilAsync("Now listening on: ");
        var address = line[(line.IndexOf("http", StringComparison.Ordinal))..].Trim();
        return new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
    }

    private static async Task<string> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await browser.PostAsync(path, form);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    private static string Describe(RecordedEvent one) => string.Join(
        ' ',
        new[] { $"{one.Kind}", one.AccountId, one.UserId, one.Feature }.Where(part => part is not null)
            .Concat(one.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
}
