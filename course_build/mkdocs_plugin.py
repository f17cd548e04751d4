"""The adapter to MkDocs: it calls prepare(), finish() and complete(), and nothing more."""

import logging
import os
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from course_build import pipeline, sources
from course_build.assets.bundle import SERVICE_WORKER
from course_build.assets.node import FRONTEND
from course_build.assets.scripts import with_scripts
from course_build.background import Background
from course_build.building import Building
from course_build.errors import CourseError
from course_build.project import Project
from course_build.site.heavy import Heavy
from course_build.site.review import Questions
from course_build.templates import equip
from course_build.watching import Watcher

# What MkDocs and Material date by themselves gets this day: same commit, same bytes.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1577836800")

log = logging.getLogger("mkdocs")


class NoOptions(Config):
    """What the plugin does depends on nothing but the files of the course."""


class CoursePlugin(BasePlugin[NoOptions]):
    """Builds beside site_dir and puts the finished site there in one step."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"
        self.background: Background | None = None
        self.watcher = Watcher()
        self.building: Building | None = None
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.project = Project(Path(config.config_file_path).resolve().parent)
        for name, options in sources.markdown_options(self.project).items():
            config.mdx_configs.setdefault(name, {}).update(options)
        if not self.serving:
            self.building = Building(self.project, Path(config.site_dir))
            config.site_dir = str(self.building.folder)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.watcher.pause()
        try:
            if self.serving:
                self.background = self.background or Background(self.project)
                pipeline.prepare_serving(self.project, self.background)
            else:
                log.addHandler(self.warnings)
                pipeline.prepare(self.project)
            sources.check_sources(self.project)
        except CourseError as error:
            raise PluginError(str(error)) from None
        self.heavy, self.questions = Heavy(), Questions()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.serving:
            # It retires what a finished site at this address may have left in the browser.
            retiring = (self.project.generated / SERVICE_WORKER).read_text("utf-8")
            files.append(File.generated(config, SERVICE_WORKER, content=retiring))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        equip(env, self.project, files)
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        self.questions.gather(html, page.url)

    @event_priority(50)
    def _before_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        page.content = self.heavy.put_away(page.content or "")

    @event_priority(-50)
    def _after_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        page.content = self.heavy.put_back(page.content or "")

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return with_scripts(self.questions.put_in(output, page.url), self.project.generated)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.watcher.resume()
        if self.building is None:
            return
        try:
            pipeline.finish(self.project, self.building.folder)
            pipeline.complete(self.project, self.building.folder)
            # In strict mode MkDocs is about to fail over its warnings: the old site stays.
            if not (config.strict and self.warnings.get_counts()):
                self.building.put_in_place()
        except CourseError as error:
            raise PluginError(str(error)) from None
        self._leave()
        # gh-deploy reads the site where the configuration says.
        config.site_dir = str(self.building.target)

    def on_build_error(self, *, error: Exception) -> None:
        self.watcher.resume()
        self._leave()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        self.watcher.take_over(server, (config.docs_dir, config.config_file_path, *config.theme.dirs))
        for folder in (*self.background.sources, FRONTEND / "src") if self.background else ():
            server.watch(str(folder))
        return server

    def on_shutdown(self) -> None:
        if self.background is not None:
            self.background.stop()

    def _leave(self) -> None:
        if self.building is not None:
            self.building.leave()
        log.removeHandler(self.warnings)
