using CsTelemetry.AspNetCore;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Features;

/// <summary>A controller whose actions are one feature, but for one of them.</summary>
[Feature("board")]
public sealed class BoardController : Controller
{
    [HttpGet("/mvc/board")]
    public IActionResult Open() => Ok("open");

    [HttpGet("/mvc/board/export")]
    [Feature("board.export")]
    public IActionResult Export() => Ok("csv");

    public IActionResult Conventional(int id) => Ok(id);
}
