using System.Globalization;
using CsTelemetry.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>The page in real Chromium: what it shows is what the API says.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class DashboardTests(PortfolioFixture portfolio)
{
    private const string Chromium = "/usr/bin/chromium";

    [BrowserFact]
    public async Task The_overview_shows_the_numbers_of_the_api()
    {
        await using var browser = await Browser.OpenAsync(portfolio);
        var overview = await browser.Api.GetAsync("/v1/overview");

        Assert.Equal((double)overview["active_users"]!["mau"]!, await browser.NumberAsync("overview-mau"));
        Assert.Equal((double)overview["active_users"]!["wau"]!, await browser.NumberAsync("overview-wau"));
        Assert.Equal((double)overview["active_users"]!["dau"]!, await browser.NumberAsync("overview-dau"));
        Assert.Equal((double)overview["median_score"]!, await browser.NumberAsync("overview-median-score"), 6);
        Assert.Equal((double)overview["account_count"]!, await browser.NumberAsync("overview-accounts"));
        foreach (var band in (string[])["healthy", "watch", "at_risk"])
        {
            Assert.Equal((double)overview["bands"]![band]!, await browser.NumberAsync($"band-{band}"));
        }
    }

    [BrowserFact]
    public async Task The_features_table_shows_every_feature_with_the_numbers_of_the_api()
    {
        await using var browser = await Browser.OpenAsync(portfolio);
        var features = (await browser.Api.ListAsync("/v1/features")).ToDictionary(feature => (string)feature["key"]!);

        var rows = await browser.RowsAsync("feature-row", "feature-adopters", "feature-mau", "feature-uses");

        Assert.Equal(features.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(features, feature => Assert.Equal(
            [(double)feature.Value["adopters"]!, (double)feature.Value["active_users"]!["mau"]!, (double)feature.Value["uses_28d"]!],
            rows[feature.Key].Select(Number)));
    }

    [BrowserFact]
    public async Task The_accounts_table_shows_every_account_and_a_missing_score_is_no_zero()
    {
        await using var browser = await Browser.OpenAsync(portfolio);
        var accounts = (await browser.Api.ListAsync("/v1/accounts")).ToDictionary(account => (string)account["account_id"]!);

        var rows = await browser.RowsAsync("account-row", "account-score", "account-mau");

        Assert.Equal(accounts.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, account) in accounts)
        {
            Assert.Equal((double?)account["score"], string.IsNullOrEmpty(rows[id][0]) ? null : Number(rows[id][0]), new NullableTolerance(1e-6));
            Assert.Equal((double)account["active_users"]!["mau"]!, Number(rows[id][1]));
        }
    }

    [BrowserFact]
    public async Task An_account_opens_its_score_with_the_points_of_every_component()
    {
        await using var browser = await Browser.OpenAsync(portfolio);
        var account = (await browser.Api.ListAsync("/v1/accounts")).First(account => account["score"] is not null);
        var score = await browser.Api.GetAsync($"/v1/accounts/{account["account_id"]}/adoption-score");

        await browser.Page.Locator($"[data-testid=account-row][data-key='{account["account_id"]}']").ClickAsync();
        await browser.Page.Locator("[data-testid=score-panel]").WaitForAsync();
        var rows = await browser.RowsAsync("component-row", "component-points");

        Assert.Equal((double)score["score"]!, await browser.NumberAsync("score-value"), 6);
        foreach (var component in score["components"]!.AsArray().Where(component => (bool)component!["available"]!))
        {
            Assert.Equal((double)component!["points"]!, Number(rows[(string)component["key"]!][0]), 6);
        }
    }

    [BrowserFact]
    public async Task A_page_without_a_key_asks_for_one_and_a_wrong_one_is_refused()
    {
        await using var browser = await Browser.OpenAsync(portfolio, "#key=acme_0000.wrong");

        await browser.Page.GetByText("The key is unknown", new PageGetByTextOptions { Exact = false }).WaitForAsync();

        Assert.DoesNotContain("acme_0000", browser.Page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await browser.Page.Locator("[data-testid=overview-mau]").CountAsync());
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Browser : IAsyncDisposable
    {
        private readonly List<string> _errors = [];
        private readonly IPlaywright _playwright;
        private readonly IBrowser _browser;

        private Browser(IPlaywright playwright, IBrowser browser, IPage page, ApiReader api)
        {
            (_playwright, _browser, Page, Api) = (playwright, browser, page, api);
            page.PageError += (_, error) => _errors.Add(error);
        }

        public IPage Page { get; }

        public ApiReader Api { get; }

        public static async Task<Browser> OpenAsync(PortfolioFixture portfolio, string? fragment = null)
        {
            Assert.True(File.Exists(Chromium), $"{Chromium} is missing: install Debian's package chromium, or set CSTELEMETRY_SKIP_BROWSER=1.");
            var playwright = await Playwright.CreateAsync();
            var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
            var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
            var opened = new Browser(playwright, browser, page, new ApiReader(portfolio.Collector.Http, portfolio.ReadKey));
            await page.GotoAsync(new Uri(portfolio.Collector.Http, "/" + (fragment ?? $"#key={portfolio.ReadKey}")).ToString());
            return opened;
        }

        public async Task<double> NumberAsync(string testId)
        {
            var element = Page.Locator($"[data-testid={testId}][data-value]").Or(Page.Locator($"[data-testid={testId}] [data-value]")).First;
            return Number((await element.GetAttributeAsync("data-value"))!);
        }

        /// <summary>Reads a table: key → the raw values of the cells.</summary>
        public async Task<Dictionary<string, string[]>> RowsAsync(string row, params string[] cells)
        {
            await Page.Locator($"[data-testid={row}]").First.WaitForAsync();
            var read = await Page.EvaluateAsync<Dictionary<string, string[]>>(
                """
                ([row, cells]) => Object.fromEntries([...document.querySelectorAll(`[data-testid=${row}]`)].map(r =>
                    [r.dataset.key, cells.map(c => {
                        const cell = r.querySelector(`[data-testid=${c}]`);
                        return (cell.dataset.value ?? cell.querySelector('[data-value]')?.dataset.value) ?? '';
                    })]))
                """,
                new object[] { row, cells });
            return read;
        }

        public async ValueTask DisposeAsync()
        {
            Api.Dispose();
            await _browser.DisposeAsync();
            _playwright.Dispose();
            Assert.Empty(_errors);
        }
    }
}
