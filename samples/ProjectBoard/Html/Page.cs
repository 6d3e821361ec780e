using System.Net;
using System.Text;

namespace ProjectBoard.Html;

/// <summary>Writes pages. What people typed goes through <see cref="Text"/>.</summary>
internal static class Page
{
    public static IResult Of(string title, string body, string menu = """<a href="/">Boards</a> · <a href="/search">Search</a> · <a href="/reports">Reports</a> · <a href="/settings">Settings</a>""") =>
        Results.Content(
            $"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>{Text(title)} · ProjectBoard</title>
            <style>body{"{"}font:16px/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem{"}"}form{"{"}display:inline{"}"}li{"{"}margin:.3rem 0{"}"}</style>
            <nav>{menu}{(menu.Length == 0 ? "" : """ · <form method="post" action="/sign-out"><button>Sign out</button></form>""")}</nav>
            <h1>{Text(title)}</h1>{body}</html>
            """,
            "text/html",
            Encoding.UTF8);

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string List<T>(IEnumerable<T> items, Func<T, string> write) => $"<ul>{string.Concat(items.Select(item => $"<li>{write(item)}</li>"))}</ul>";

    public static string Button(string action, string label, string fields = "") => $"""<form method="post" action="{action}">{fields}<button>{Text(label)}</button></form>""";
}
